package io.processmaster.daemon.control;

import io.processmaster.common.api.AppStatus;
import io.processmaster.common.names.AppName;
import io.processmaster.common.spec.AppDraft;
import io.processmaster.common.spec.AppSpec;
import io.processmaster.common.spec.EnvironmentEntry;
import io.processmaster.common.spec.RestartSpec;
import io.processmaster.daemon.core.fleet.AppNumbers;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.port.EventLog;
import io.processmaster.daemon.port.Fleet;
import io.processmaster.daemon.port.NewDefinitions;
import io.processmaster.daemon.port.NumberStore;
import io.processmaster.daemon.port.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives each app that somebody asks about a number, and remembers it. */
public final class AppRegistry implements Registry {
    private static final String ROOT = "root";

    private final Parts parts;
    private final Drafting drafting;
    private AppNumbers numbers;
    private AppNumbers saved;
    private boolean failing;

    /**
     * What it needs.
     *
     * @param control tells states and takes definitions into force
     * @param fleet the apps
     * @param store keeps the numbers
     * @param files takes new definitions
     * @param events the journal
     * @param time both clocks
     * @param usualUser whom a new app runs as unless its draft says otherwise
     */
    public record Parts(
            ControlApi control,
            Fleet fleet,
            NumberStore store,
            NewDefinitions files,
            EventLog events,
            TimeSource time,
            String usualUser) {}

    /** With the numbers that were given before. */
    public AppRegistry(Parts parts) {
        this.parts = parts;
        this.drafting = new Drafting(parts.files(), parts.control(), new Audit(parts.events(), parts.time()));
        NumberStore.Loaded loaded = parts.store().load();
        this.numbers = loaded.numbers();
        this.saved = loaded.numbers();
        loaded.problem().ifPresent(problem -> event("state_damaged", problem));
    }

    @Override
    public List<RegisteredApp> apps() throws Refused {
        AppNumbers known = numbered();
        List<RegisteredApp> apps = new ArrayList<>();
        for (AppStatus status : parts.control().status(List.of())) {
            registered(status, known).ifPresent(apps::add);
        }
        apps.sort(Comparator.comparingInt(RegisteredApp::number));
        return apps;
    }

    @Override
    public RegisteredApp app(String nameOrNumber) throws Refused {
        AppNumbers known = numbered();
        Optional<AppName> named = AppName.parse(nameOrNumber).filter(this::exists);
        AppName name = named.or(() -> number(nameOrNumber).flatMap(known::named).filter(this::exists))
                .orElseThrow(() -> Refused.unknownApps(List.of(nameOrNumber)));
        return registered(parts.control().status(List.of(name.text())).get(0), known)
                .orElseThrow(() -> Refused.unknownApps(List.of(nameOrNumber)));
    }

    @Override
    public String usualUser() {
        return parts.usualUser();
    }

    @Override
    public Created create(Actor actor, AppDraft draft) throws Refused {
        if (exists(draft.name())) {
            return new Created.Taken("there is an app " + draft.name() + " already");
        }
        Optional<Created> refused = drafting.define(actor, draft);
        return refused.isPresent()
                ? refused.get()
                : new Created.Done(app(draft.name().text()));
    }

    private boolean exists(AppName name) {
        return parts.fleet().snapshot().find(name).isPresent();
    }

    private static Optional<Integer> number(String text) {
        return text.matches("0|[1-9][0-9]{0,8}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private Optional<RegisteredApp> registered(AppStatus status, AppNumbers known) {
        AppName name = new AppName(status.application());
        Optional<AppView> view = parts.fleet().snapshot().find(name);
        // One that has come or gone since is told the next time.
        return view.isEmpty()
                ? Optional.empty()
                : known.of(name).map(n -> registered(n, status, view.get().spec()));
    }

    private static RegisteredApp registered(int number, AppStatus status, AppSpec spec) {
        Path directory = Path.of(spec.process().workingDirectory());
        return new RegisteredApp(
                number,
                status,
                spec.process().startCommand(),
                spec.process().user().orElse(ROOT),
                spec.process().group(),
                spec.process().environment().stream()
                        .map(EnvironmentEntry::name)
                        .toList(),
                directory.resolve(spec.logs().stdout()).normalize().toString(),
                directory.resolve(spec.logs().stderr()).normalize().toString(),
                spec.job().isEmpty() && spec.restart().policy() != RestartSpec.Policy.NEVER);
    }

    private synchronized AppNumbers numbered() {
        numbers = numbers.with(parts.fleet().snapshot().apps().stream()
                .map(view -> view.spec().name())
                .toList());
        if (!numbers.equals(saved)) {
            save();
        }
        return numbers;
    }

    /** A number that could not be saved holds until the daemon ends, and saving it is tried again at the next look. */
    private void save() {
        try {
            parts.store().save(numbers);
            saved = numbers;
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                event("numbers_not_saved", "the numbers of the apps: " + e.getMessage());
            }
            failing = true;
        }
    }

    private void event(String event, String message) {
        parts.events().append(parts.time().now(), "daemon", Optional.empty(), event, message, Map.of());
    }
}
