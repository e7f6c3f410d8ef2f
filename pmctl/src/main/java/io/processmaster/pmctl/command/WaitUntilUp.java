package io.processmaster.pmctl.command;

import io.processmaster.common.api.AppLife;
import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.LastExit;
import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import io.processmaster.pmctl.line.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks at apps again whenever something happens, until each service runs or has given up, and each job is over. */
final class WaitUntilUp {
    private final Session session;
    private final DaemonClient events;
    private final List<String> names;
    // How the run before ended, for jobs: another end than that is the end of the run that is waited for.
    private Map<String, Optional<LastExit>> before = Map.of();
    private boolean settled;
    private ExitCode verdict = ExitCode.DONE;

    /**
     * Waits for some apps.
     *
     * @param events a connection that is free to carry a stream; whoever closes it ends the waiting
     * @param names the apps
     */
    WaitUntilUp(Session session, DaemonClient events, List<String> names) {
        this.session = session;
        this.events = events;
        this.names = List.copyOf(names);
    }

    ExitCode run() throws DaemonUnreachable, RpcFailure {
        if (names.isEmpty()) {
            return ExitCode.DONE;
        }
        // The last event comes at once, so that the first look is taken after the stream has begun.
        JsonObject params = JsonObject.builder().put("n", 1).build();
        try (DaemonClient questions = session.connect()) {
            String reason = events.stream(Method.EVENTS_FOLLOW, params, event -> look(questions));
            return Streams.ended(session, reason);
        } catch (DaemonUnreachable e) {
            if (!settled) {
                throw e;
            }
            return verdict;
        }
    }

    private void look(DaemonClient questions) {
        try {
            JsonObject params = JsonObject.builder()
                    .put("names", JsonArray.ofTexts(names))
                    .put("brief", true)
                    .build();
            judge(StatusCommand.apps(questions.call(Method.STATUS, params)));
        } catch (DaemonUnreachable | RpcFailure e) {
            session.output().complain(String.valueOf(e.getMessage()));
            verdict = ExitCode.FAILED;
            settled = true;
        }
        if (settled) {
            events.close();
        }
    }

    private void judge(List<AppStatus> apps) {
        if (before.isEmpty()) {
            before = apps.stream().collect(Collectors.toMap(AppStatus::application, app -> app.life()
                    .lastExit()));
        }
        if (!apps.stream().allMatch(this::isDecided)) {
            return;
        }
        settled = true;
        for (AppStatus app : apps) {
            Optional<String> problem = isJob(app) ? jobProblem(app) : serviceProblem(app);
            if (problem.isPresent()) {
                verdict = ExitCode.FAILED;
                session.output().complain(app.application() + " " + problem.get());
            }
        }
    }

    private boolean isDecided(AppStatus app) {
        String phase = app.life().phase();
        boolean down = phase.equals("STOPPED") || phase.equals("FAILED");
        return isJob(app)
                ? down || !app.life().lastExit().equals(before.get(app.application()))
                : down || phase.equals("RUNNING");
    }

    private static boolean isJob(AppStatus app) {
        return app.kind().equals("job");
    }

    private static Optional<String> serviceProblem(AppStatus app) {
        AppLife life = app.life();
        return life.phase().equals("RUNNING")
                ? Optional.empty()
                : Optional.of("did not come up: " + life.phase() + ": "
                        + life.reason().orElse("no reason known"));
    }

    private static Optional<String> jobProblem(AppStatus app) {
        Optional<String> outcome = app.timing().lastOutcome();
        return outcome.equals(Optional.of("exited"))
                ? Optional.empty()
                : Optional.of("ran, but not well: " + outcome.orElse("no outcome known")
                        + app.life().reason().map(reason -> ", " + reason).orElse(""));
    }
}
