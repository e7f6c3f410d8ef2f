package io.processmaster.dist;

import io.processmaster.common.api.ActionResult;
import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.EventEntry;
import io.processmaster.common.api.RunRecord;
import io.processmaster.common.api.WhyReport;
import io.processmaster.common.build.BuildInfo;
import io.processmaster.common.client.DaemonClient;
import io.processmaster.common.client.DaemonUnreachable;
import io.processmaster.common.client.RpcFailure;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Talks to a daemon under test without the price of a new pmctl for each question; for any thread.
 *
 * @param socket where the daemon listens
 */
public record Remote(Path socket) {
    private static final int RUNS = 50;

    /** Starts it, and wants that to work. */
    public ActionResult start(String app) {
        return good(act(Method.START, app));
    }

    /** Stops it, and wants that to work. */
    public ActionResult stop(String app) {
        return good(act(Method.STOP, app));
    }

    /** Restarts it, and wants that to work. */
    public ActionResult restart(String app) {
        return good(act(Method.RESTART, app));
    }

    /** Asks for {@code method} for one app; the answer may be that it was not done. */
    public ActionResult act(Method method, String app) {
        return attempt(method, app).orElseThrow(() -> new AssertionError(method.wireName() + ": lost the daemon"));
    }

    /** The same, where the daemon may die before it answers. */
    public Optional<ActionResult> attempt(Method method, String app) {
        try {
            JsonObject params = JsonObject.builder()
                    .put("names", JsonArray.ofTexts(List.of(app)))
                    .build();
            return Optional.of(ask(method, params)
                    .array("results")
                    .objects(ActionResult::fromJson)
                    .get(0));
        } catch (RpcFailure e) {
            // What fails for the only app of a request is the failure of the request.
            return e.data().findArray("results").map(results -> results.objects(ActionResult::fromJson)
                    .get(0));
        } catch (DaemonUnreachable e) {
            return Optional.empty();
        }
    }

    /** What status says of every app. */
    public List<AppStatus> status() {
        return call(Method.STATUS, JsonObject.EMPTY).array("apps").objects(AppStatus::fromJson);
    }

    /** What status says of one app. */
    public AppStatus status(String app) {
        JsonObject params = JsonObject.builder()
                .put("names", JsonArray.ofTexts(List.of(app)))
                .build();
        return call(Method.STATUS, params)
                .array("apps")
                .objects(AppStatus::fromJson)
                .get(0);
    }

    /** Its finished runs, newest first. */
    public List<RunRecord> history(String app) {
        JsonObject params = JsonObject.builder().put("name", app).put("n", RUNS).build();
        return call(Method.HISTORY, params).array("runs").objects(RunRecord::fromJson);
    }

    /** Why it is as it is. */
    public WhyReport why(String app) {
        return WhyReport.fromJson(
                call(Method.WHY, JsonObject.builder().put("name", app).build()));
    }

    /** The events of everything, oldest first. */
    public List<EventEntry> events() {
        return call(Method.EVENTS, JsonObject.EMPTY).array("events").objects(EventEntry::fromJson);
    }

    /** Whether there is an event of that name whose message contains {@code part}. */
    public boolean told(String event, String part) {
        return events().stream()
                .anyMatch(
                        entry -> entry.event().equals(event) && entry.message().contains(part));
    }

    /** Returns once the app is in that phase. */
    public AppStatus awaitPhase(String app, String phase) {
        Await.until(
                app + " is " + phase,
                Await.LIMIT,
                () -> status(app).life().phase().equals(phase),
                () -> status(app).toString());
        return status(app);
    }

    private JsonObject call(Method method, JsonObject params) {
        try {
            return ask(method, params);
        } catch (DaemonUnreachable | RpcFailure e) {
            throw new AssertionError(method.wireName() + " of " + params.compact() + ": " + e.getMessage(), e);
        }
    }

    private JsonObject ask(Method method, JsonObject params) throws DaemonUnreachable, RpcFailure {
        try (DaemonClient client = DaemonClient.connect(socket, BuildInfo.current())) {
            return client.call(method, params);
        }
    }

    private static ActionResult good(ActionResult result) {
        if (!result.ok()) {
            throw new AssertionError("not done: " + result);
        }
        return result;
    }
}
