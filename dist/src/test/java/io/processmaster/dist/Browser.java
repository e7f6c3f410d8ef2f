package io.processmaster.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A real browser without a window, with a profile of its own, that remembers everything it fetched and complained of.
 *
 * <p>{@link #close} ends every process of it, also after a failure.
 */
final class Browser implements AutoCloseable {
    // Held here, since the levels of loggers that nobody holds are forgotten.
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private static final int QUIT_SECONDS = 10;

    private final Path profile;
    private final ChromeDriver driver;
    private final List<ProcessHandle> processes;
    private final Traffic traffic = new Traffic();
    private final List<String> complaints = new ArrayList<>();
    private Screen screen = Screen.LIGHT;

    private Browser(Path profile, ChromeDriver driver, List<ProcessHandle> processes) {
        this.profile = profile;
        this.driver = driver;
        this.processes = List.copyOf(processes);
    }

    /** Starts one on a light desk; skips the test where there is none. */
    static Browser start() {
        Chromium chromium = Requires.browser();
        SELENIUM.setLevel(Level.SEVERE);
        List<ProcessHandle> before = ProcessHandle.current().children().toList();
        Path profile = temporary();
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromium.driver().toFile())
                        .usingAnyFreePort()
                        .build(),
                options(chromium, profile));
        List<ProcessHandle> started = ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child))
                .toList();
        Browser browser = new Browser(profile, driver, started);
        browser.on(Screen.LIGHT);
        return browser;
    }

    private static ChromeOptions options(Chromium chromium, Path profile) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.binary().toFile());
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        options.setAcceptInsecureCerts(true);
        options.addArguments(
                "--headless=new",
                // It refuses to run as root with a sandbox; it sees nothing but pages of this project.
                "--no-sandbox",
                // A small /dev/shm, as containers have it, would make it crash.
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-breakpad",
                "--disable-sync",
                "--no-first-run",
                "--no-proxy-server",
                "--hide-scrollbars",
                "--lang=en-GB",
                "--user-data-dir=" + profile);
        Path downloads = profile.resolve("downloads");
        options.setExperimentalOption(
                "prefs",
                Map.of("download.default_directory", downloads.toString(), "credentials_enable_service", false));
        return options;
    }

    private static Path temporary() {
        try {
            Path profile = Files.createTempDirectory(Path.of("/tmp"), "pm-browser-");
            Files.createDirectories(profile.resolve("downloads"));
            return profile;
        } catch (IOException e) {
            throw new AssertionError("cannot make a directory below /tmp", e);
        }
    }

    /** Exchanges what the person sits in front of; the page that is open adapts to it. */
    Browser on(Screen other) {
        screen = other;
        cdp("Emulation.setDeviceMetricsOverride", other.metrics());
        cdp("Emulation.setTouchEmulationEnabled", Map.of("enabled", other.touch(), "maxTouchPoints", 1));
        Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", other.scheme());
        cdp("Emulation.setEmulatedMedia", Map.of("media", "screen", "features", List.of(scheme)));
        return this;
    }

    /** What the person sits in front of. */
    Screen screen() {
        return screen;
    }

    /** The way to press, type and read. */
    Page page() {
        return new Page(driver);
    }

    /** Sends a command of the browser's own protocol. */
    Map<String, Object> cdp(String command, Map<String, Object> parameters) {
        return driver.executeCdpCommand(command, parameters);
    }

    /** Forgets what was fetched and complained of, and every file that was kept to be fetched only once. */
    void beginAnew() {
        cdp("Network.clearBrowserCache", Map.of());
        forget();
    }

    /** Forgets what was fetched and complained of. */
    void forget() {
        collect();
        traffic.clear();
        complaints.clear();
    }

    /** What was fetched since the start or {@link #forget}. */
    Traffic traffic() {
        collect();
        return traffic;
    }

    /** Errors on the console of the browser, violations of the page's policy among them, since then. */
    List<String> complaints() {
        collect();
        return List.copyOf(complaints);
    }

    private void collect() {
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            traffic.take(entry.getMessage());
        }
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
                complaints.add(entry.getMessage());
            }
        }
    }

    /** A picture of what the screen shows, as PNG. */
    byte[] picture() {
        return driver.getScreenshotAs(org.openqa.selenium.OutputType.BYTES);
    }

    /** Where files arrive that a page lets the person download. */
    Path downloads() {
        return profile.resolve("downloads");
    }

    /** The processes of it that run; none after {@link #close}. */
    List<ProcessHandle> processes() {
        return processes.stream()
                .flatMap(each -> Stream.concat(Stream.of(each), each.descendants()))
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    @Override
    public void close() {
        List<ProcessHandle> all = processes();
        try {
            CompletableFuture.runAsync(driver::quit).get(QUIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | WebDriverException e) {
            // It hangs or is dead already: the rest makes sure of that.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            all.forEach(ProcessHandle::destroyForcibly);
            Await.until("the browser is gone", () -> all.stream().noneMatch(ProcessHandle::isAlive));
            remove();
        }
    }

    private void remove() {
        try (Stream<Path> all = Files.walk(profile)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new AssertionError("cannot remove " + profile, e);
        }
    }
}
