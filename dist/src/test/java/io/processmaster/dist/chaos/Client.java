package io.processmaster.dist.chaos;

import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks the daemon for what a step says, and knows which refusals are right.
 *
 * @param wire to the daemon
 */
record Client(Wire wire) implements Actor {
    private static final List<String> SIGNALS =
            List.of("SIGTERM", "SIGHUP", "SIGUSR1", "SIGKILL", "SIGSTOP", "SIGCONT");
    private static final int FOLLOW_MS = 700;

    /** What may rightly be the answer while everything happens at once; a fault of the daemon is never right. */
    private static final Set<String> RIGHT = Set.of(
            "unknown_app",
            "disabled",
            "not_running",
            "busy",
            "timeout",
            "shutting_down",
            "bad_config",
            "unknown_file",
            "start_failed",
            "io_failed");

    @Override
    public String act(Step step) throws InterruptedException {
        Method method = step.deed().method().orElseThrow();
        if (method == Method.EVENTS_FOLLOW) {
            return follow();
        }
        Answer answer = wire.ask(method, params(step));
        if (answer instanceof Answer.Refusal refusal && !RIGHT.contains(refusal.kind())) {
            throw new Violation(step.line() + ": answered by " + refusal);
        }
        return answer.toString();
    }

    private static JsonObject params(Step step) {
        return switch (step.deed()) {
            case START -> names(step.app(), step.dice() % 7 == 0);
            case STOP, RESTART, PAUSE, RESUME -> names(step.app(), false);
            case STOP_ALL, START_ALL -> names("all", false);
            case SIGNAL ->
                name(step.app())
                        .put("signal", SIGNALS.get(step.dice() % SIGNALS.size()))
                        .build();
            case UPDATE ->
                JsonObject.builder()
                        .put("dry_run", step.dice() % 5 == 0)
                        .put("strict", step.dice() % 3 == 0)
                        .build();
            case ENABLE, DISABLE, LOGS, HISTORY, WHY -> name(step.app()).build();
            default -> JsonObject.EMPTY;
        };
    }

    private static JsonObject.Builder name(String app) {
        return JsonObject.builder().put("name", app);
    }

    private static JsonObject names(String app, boolean force) {
        JsonObject.Builder params = JsonObject.builder().put("names", JsonArray.ofTexts(List.of(app)));
        return force ? params.put("force", true).build() : params.build();
    }

    /** Hangs up in the middle of the stream. */
    private String follow() {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        int[] heard = {0};
        try (DaemonClient client = DaemonClient.connect(wire.socket(), BuildInfo.current())) {
            var unused = clock.schedule(client::close, FOLLOW_MS, TimeUnit.MILLISECONDS);
            return "ended: " + client.stream(Method.EVENTS_FOLLOW, JsonObject.EMPTY, event -> heard[0]++);
        } catch (RpcFailure e) {
            if (RIGHT.contains(e.kind()) || e.kind().equals("too_many_streams")) {
                return e.getMessage();
            }
            throw new Violation("events_follow: answered by " + e.kind() + ": " + e.getMessage());
        } catch (DaemonUnreachable e) {
            return "heard " + heard[0];
        } finally {
            clock.shutdownNow();
        }
    }
}
