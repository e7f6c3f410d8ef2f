package io.processmaster.daemon.control;

import io.processmaster.common.api.ActionResult;
import io.processmaster.common.api.ActionResult.StopFacts;
import io.processmaster.common.names.AppName;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.core.fleet.Outcome;
import io.processmaster.daemon.port.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

/** Carries one command to several apps side by side and gathers what became of each. */
final class Actions {
    /** The name that stands for every app. */
    static final String ALL = "all";

    private final Fleet fleet;

    Actions(Fleet fleet) {
        this.fleet = fleet;
    }

    /** The apps behind the names, sorted; unknown ones refuse the whole request. */
    List<AppView> resolve(List<String> names) throws Refused {
        return resolve(names, app -> true);
    }

    /** The same, but "all" leaves jobs alone: a person has to name them to start or stop one. */
    List<AppView> resolveServices(List<String> names) throws Refused {
        return resolve(names, app -> app.spec().job().isEmpty());
    }

    private List<AppView> resolve(List<String> names, Predicate<AppView> meantByAll) throws Refused {
        List<String> unknown = new ArrayList<>();
        TreeSet<AppName> found = new TreeSet<>();
        for (String name : names) {
            if (name.equals(ALL)) {
                fleet.snapshot().apps().stream()
                        .filter(meantByAll)
                        .forEach(app -> found.add(app.spec().name()));
            } else if (find(name).isEmpty()) {
                unknown.add(name);
            } else {
                found.add(new AppName(name));
            }
        }
        if (!unknown.isEmpty()) {
            throw Refused.unknownApps(unknown);
        }
        return found.stream()
                .flatMap(name -> fleet.snapshot().find(name).stream())
                .toList();
    }

    AppView one(String name) throws Refused {
        return find(name).orElseThrow(() -> Refused.unknownApps(List.of(name)));
    }

    private Optional<AppView> find(String name) {
        return AppName.parse(name).flatMap(fleet.snapshot()::find);
    }

    /** Starts the command for each app, then waits for all of them together. */
    List<ActionResult> each(List<AppView> apps, Function<AppView, CompletableFuture<Outcome>> command, Duration limit) {
        Map<String, CompletableFuture<Outcome>> answers = new TreeMap<>();
        for (AppView app : apps) {
            answers.put(app.spec().name().text(), command.apply(app));
        }
        long end = System.nanoTime() + limit.toNanos();
        List<ActionResult> results = new ArrayList<>();
        answers.forEach((name, answer) -> results.add(await(name, answer, end - System.nanoTime())));
        return results;
    }

    private static ActionResult await(String name, CompletableFuture<Outcome> answer, long nanos) {
        try {
            return result(name, answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return ActionResult.failed(
                    name, ErrorKind.TIMEOUT.wireName(), "not done in time, it goes on (pmctl why " + name + ")");
        } catch (ExecutionException e) {
            return ActionResult.failed(name, ErrorKind.INTERNAL.wireName(), "internal error: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ActionResult.failed(name, ErrorKind.SHUTTING_DOWN.wireName(), "the daemon is shutting down");
        }
    }

    private static ActionResult result(String name, Outcome outcome) {
        ActionResult result = outcome.ok()
                ? ActionResult.done(name, outcome.word(), outcome.message())
                : ActionResult.failed(name, outcome.word(), outcome.message());
        return outcome.receipt()
                .map(receipt -> result.with(new StopFacts(
                        receipt.tookMillis(),
                        receipt.tally().signalled(),
                        receipt.tally().killed(),
                        receipt.tally().forced())))
                .orElse(result);
    }
}
