package io.processmaster.daemon.core.app;

import io.processmaster.daemon.core.restart.RestartDecision;
import io.processmaster.daemon.core.run.Trigger;
import io.processmaster.daemon.core.time.Moment;
import java.time.Duration;

/** What follows the end of a run. */
final class Endings {
    static final String SCHEDULE_DECIDES = "the schedule decides when it runs again";

    static final String NOT_IN_FORCE = "it starts again once its definition is in force, which waits for provisioning";

    private Endings() {}

    /** After an end that was asked for. */
    static Transition next(Step step, Next next) {
        AppLife life = step.life();
        long run = life.state().run();
        if (next == Next.REST) {
            AppState stopped = new AppState.Stopped(run, false);
            return Transition.to(atRest(life, step.rules()).with(stopped, life.reason(), step.now()));
        }
        return launch(life, new Trigger(Trigger.Kind.RESTART, life.reason()), step.now());
    }

    /** After an end that nobody asked for: the policy decides. */
    static Transition byItself(Step step, boolean good, String words, Duration ranFor) {
        AppLife life = step.life();
        long run = life.state().run();
        if (step.rules().job()) {
            AppState stopped = new AppState.Stopped(run, true);
            return Transition.to(atRest(life, step.rules()).with(stopped, words + "; " + SCHEDULE_DECIDES, step.now()));
        }
        RestartDecision decision = RestartDecision.of(
                step.rules().restart(),
                life.restarts(),
                new RestartDecision.End(good, words),
                ranFor,
                step.now(),
                step.dice());
        if (decision instanceof RestartDecision.Again && step.rules().held()) {
            return Transition.to(life.with(new AppState.Stopped(run, false), words + "; " + NOT_IN_FORCE, step.now()));
        }
        if (decision instanceof RestartDecision.Again again) {
            AppLife remembering = life.remembering(again.memory());
            if (again.delay().isZero()) {
                return launch(remembering, new Trigger(Trigger.Kind.AUTOMATIC, again.reason()), step.now());
            }
            Moment until = step.now().plus(again.delay());
            return Transition.to(
                    remembering.with(new AppState.Backoff(run, until), again.reason(), step.now()),
                    new AppEffect.ArmTimer(TimerId.RESTART_BACKOFF, run, until));
        }
        AppState rest =
                decision instanceof RestartDecision.GiveUp ? new AppState.Failed(run) : new AppState.Stopped(run, true);
        return Transition.to(life.with(rest, decision.reason(), step.now()));
    }

    /** A stop ends one run of a job, and says nothing of the next. */
    static AppLife atRest(AppLife life, Rules rules) {
        return rules.job() ? life.wantedDown(false) : life;
    }

    /** A new run begins. */
    static Transition launch(AppLife from, Trigger trigger, Moment now) {
        long run = from.state().run() + 1;
        AppState next = new AppState.Starting(run, now, AppState.Starting.Order.RUN, false);
        return Transition.to(from.triggeredBy(trigger).with(next, trigger.words(), now), new AppEffect.Launch(run));
    }
}
