package io.processmaster.daemon.core.app;

import io.processmaster.daemon.core.run.Trigger;
import io.processmaster.daemon.core.time.Moment;

/** The answer to an event that means nothing in a state: stay, do nothing. */
abstract class IgnoringHandler implements AppEvent.Visitor<Transition> {
    final AppLife life;
    final Rules rules;
    final Moment now;
    final double dice;

    IgnoringHandler(Step step) {
        this.life = step.life();
        this.rules = step.rules();
        this.now = step.now();
        this.dice = step.dice();
    }

    final Transition stay() {
        return Transition.to(life);
    }

    final boolean isStale(long run) {
        return run != life.state().run();
    }

    /** A person who starts an app takes back the stop, and forgives the restarts so far; a stop ends one run of a job. */
    final AppLife wantedUp(StartCause cause) {
        if (cause.isTick()) {
            return life.wantedDown(false);
        }
        return cause.isPerson()
                ? life.wantedDown(false).remembering(life.restarts().forgiven())
                : life;
    }

    final AppLife wantedDown(StopCause cause) {
        return cause == StopCause.PERSON ? life.wantedDown(true) : life;
    }

    final Transition launch(AppLife from, Trigger trigger) {
        return Endings.launch(from, trigger, now);
    }

    static Trigger.Kind kindOf(StartCause cause) {
        return switch (cause) {
            case PERSON -> Trigger.Kind.PERSON;
            case PERSON_BY_FORCE -> Trigger.Kind.FORCED;
            case BOOT -> Trigger.Kind.BOOT;
            case UPDATE -> Trigger.Kind.UPDATE;
            case SCHEDULE -> Trigger.Kind.SCHEDULE;
            case CATCH_UP -> Trigger.Kind.CATCH_UP;
        };
    }

    @Override
    public Transition startRequested(AppEvent.StartRequested e) {
        return stay();
    }

    @Override
    public Transition stopRequested(AppEvent.StopRequested e) {
        return stay();
    }

    @Override
    public Transition restartRequested(AppEvent.RestartRequested e) {
        return stay();
    }

    @Override
    public Transition pauseRequested(AppEvent.PauseRequested e) {
        return stay();
    }

    @Override
    public Transition launched(AppEvent.Launched e) {
        return stay();
    }

    @Override
    public Transition launchFailed(AppEvent.LaunchFailed e) {
        return stay();
    }

    @Override
    public Transition mainExited(AppEvent.MainExited e) {
        return stay();
    }

    @Override
    public Transition emptied(AppEvent.Emptied e) {
        return stay();
    }

    @Override
    public Transition collected(AppEvent.Collected e) {
        return stay();
    }

    @Override
    public Transition stopCommandEnded(AppEvent.StopCommandEnded e) {
        return stay();
    }

    @Override
    public Transition signalled(AppEvent.Signalled e) {
        return stay();
    }

    @Override
    public Transition killed(AppEvent.Killed e) {
        return stay();
    }

    @Override
    public Transition freezeFailed(AppEvent.FreezeFailed e) {
        return stay();
    }

    @Override
    public Transition timerFired(AppEvent.TimerFired e) {
        return stay();
    }
}
