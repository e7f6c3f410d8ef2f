package io.processmaster.dist;

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
import java.util.stream.IntStream;

/** What a daemon with any number of running apps says of them. */
final class ManyApps {
    private static final long SINCE = 1_767_225_600_000L;

    private ManyApps() {}

    /** The result of {@code status}. */
    static JsonObject status(int count) {
        List<AppStatus> apps =
                IntStream.rangeClosed(1, count).mapToObj(ManyApps::app).toList();
        return JsonObject.builder()
                .put("apps", JsonArray.of(apps, AppStatus::toJson))
                .build();
    }

    private static AppStatus app(int number) {
        String name = "app-" + number;
        AppLife life = new AppLife(
                "RUNNING",
                "RUNNING",
                SINCE,
                Optional.of("started by root"),
                Optional.empty(),
                List.of(1000L + number, 2000L + number),
                OptionalLong.of(1000L + number),
                OptionalLong.of(3_725_000L * number),
                0,
                number % 7,
                Optional.of(new LastExit(OptionalLong.of(number % 3), Optional.empty(), false, SINCE)),
                Optional.empty());
        AppUsage usage = new AppUsage(
                OptionalDouble.of(number % 100 + 0.25),
                OptionalLong.of(123_456L * number),
                OptionalLong.empty(),
                OptionalLong.of(2));
        AppPlace place = new AppPlace(
                List.of(),
                "/srv/" + name,
                "/etc/processmaster/config.d/" + name + ".yaml",
                "/sys/fs/cgroup/processmaster/" + name,
                false,
                Optional.empty(),
                false,
                List.of("/srv/" + name + "/logs/stdout.log", "/srv/" + name + "/logs/stderr.log"));
        return new AppStatus(name, "service", true, false, false, false, life, AppTiming.NONE, usage, place);
    }
}
