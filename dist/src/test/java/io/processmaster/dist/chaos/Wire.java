package io.processmaster.dist.chaos;

import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.RunRecord;
import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import java.nio.file.Path;
import java.util.List;

/**
 * Asks a daemon that may die at any moment; for any thread.
 *
 * @param socket where the daemon listens, if it does
 */
record Wire(Path socket) {
    private static final int ALL_RUNS = 1000;

    /** Asks on a connection of its own. */
    Answer ask(Method method, JsonObject params) {
        try (DaemonClient client = DaemonClient.connect(socket, BuildInfo.current())) {
            return new Answer.Result(client.call(method, params));
        } catch (RpcFailure e) {
            return new Answer.Refusal(e.kind(), e.getMessage());
        } catch (DaemonUnreachable e) {
            if (e.reason() == DaemonUnreachable.Reason.GARBLED || e.reason() == DaemonUnreachable.Reason.DENIED) {
                return new Answer.Refusal("garbled", e.getMessage());
            }
            return new Answer.Nobody(e.getMessage());
        }
    }

    /** Whether a daemon answers. */
    boolean isAnswered() {
        return ask(Method.SERVER_VERSION, JsonObject.EMPTY) instanceof Answer.Result;
    }

    /** What it must answer, since nothing is done to it now. */
    JsonObject want(Method method, JsonObject params) {
        Answer answer = ask(method, params);
        if (answer instanceof Answer.Result result) {
            return result.json();
        }
        throw new Violation(method.wireName() + " " + params.compact() + ": " + answer);
    }

    /** What status says of all apps. */
    List<AppStatus> status() {
        return want(Method.STATUS, JsonObject.EMPTY).array("apps").objects(AppStatus::fromJson);
    }

    /** All runs of an app that are kept, newest first. */
    List<RunRecord> runs(String app) {
        JsonObject params =
                JsonObject.builder().put("name", app).put("n", ALL_RUNS).build();
        return want(Method.HISTORY, params).array("runs").objects(RunRecord::fromJson);
    }
}
