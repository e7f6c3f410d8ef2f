package io.processmaster.pmctl;

import io.processmaster.common.api.AppLife;
import io.processmaster.common.api.AppPlace;
import io.processmaster.common.api.AppStatus;
import io.processmaster.common.api.AppTiming;
import io.processmaster.common.api.AppUsage;
import io.processmaster.common.api.LastExit;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Apps in various states at a fixed time. */
public final class Samples {
    /** 2026-01-01 12:00:00 UTC. */
    public static final long NOW = 1_767_268_800_000L;

    private Samples() {}

    /** A service that runs, with three processes. */
    public static AppStatus running() {
        AppLife life = new AppLife(
                "RUNNING",
                "RUNNING",
                NOW - 3_725_000,
                Optional.of("started by root"),
                Optional.empty(),
                List.of(4242L, 4243L, 4250L),
                OptionalLong.of(4242),
                OptionalLong.of(3_725_000),
                0,
                2,
                Optional.of(new LastExit(OptionalLong.of(0), Optional.empty(), false, NOW - 3_726_000)),
                Optional.empty());
        AppUsage usage = new AppUsage(
                OptionalDouble.of(12.34),
                OptionalLong.of(123_456_789),
                OptionalLong.of(536_870_912),
                OptionalLong.of(11));
        return app("web", "service", true, life, AppTiming.NONE, usage);
    }

    /** A service that gave up. */
    public static AppStatus failed() {
        AppLife life = new AppLife(
                "STOPPED",
                "FAILED",
                NOW - 60_000,
                Optional.of("4 restarts in 1m, more than the 3 allowed"),
                Optional.empty(),
                List.of(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                4,
                7,
                Optional.of(new LastExit(OptionalLong.empty(), Optional.of("SIGKILL"), true, NOW - 61_000)),
                Optional.empty());
        return app("api-gateway", "service", true, life, AppTiming.NONE, AppUsage.NONE);
    }

    /** A disabled job. */
    public static AppStatus job() {
        AppLife life = new AppLife(
                "STOPPED",
                "STOPPED",
                NOW - 90_000_000,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                0,
                Optional.of(new LastExit(OptionalLong.of(3), Optional.empty(), false, NOW - 32_400_000)),
                Optional.empty());
        AppTiming timing = new AppTiming(
                Optional.of("0 4 * * *"),
                Optional.of("Europe/Berlin"),
                OptionalLong.of(NOW + 54_000_000),
                OptionalLong.of(NOW - 32_460_000),
                Optional.of("failed"),
                List.of(NOW + 54_000_000, NOW + 140_400_000, NOW + 226_800_000));
        return app("backup", "job", false, life, timing, AppUsage.NONE);
    }

    /** All of them. */
    public static List<AppStatus> all() {
        return List.of(failed(), job(), running());
    }

    /** The result of {@code status} with these apps. */
    public static String result(List<AppStatus> apps) {
        return JsonObject.builder()
                .put("apps", JsonArray.of(apps, AppStatus::toJson))
                .build()
                .compact();
    }

    private static AppStatus app(
            String name, String kind, boolean enabled, AppLife life, AppTiming timing, AppUsage usage) {
        AppPlace place = new AppPlace(
                List.of(),
                "/srv/" + name,
                "/etc/processmaster/config.d/" + name + ".yaml",
                "/sys/fs/cgroup/processmaster/" + name,
                false,
                Optional.empty(),
                false,
                List.of("/srv/" + name + "/logs/stdout.log", "/srv/" + name + "/logs/stderr.log"));
        return new AppStatus(name, kind, enabled, false, false, false, life, timing, usage, place);
    }
}
