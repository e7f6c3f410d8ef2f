package io.processmaster.dist;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/**
 * The page that a browser shows, and the hands and eyes of the person in front of it.
 *
 * <p>A page that lives exchanges its elements at any time; every method looks anew and tries until {@link Await#LIMIT}.
 *
 * @param driver of the browser
 */
record Page(ChromeDriver driver) {
    /** Opens an address and returns when it was loaded. */
    Page open(String url) {
        driver.get(url);
        return this;
    }

    /** Loads it again. */
    Page reload() {
        driver.navigate().refresh();
        return this;
    }

    /** Where the page thinks it is. */
    String address() {
        return driver.getCurrentUrl();
    }

    /** Clicks the middle of the first element, which must be in sight and not covered. */
    Page click(String css) {
        insist("click " + css, () -> first(css).click());
        return this;
    }

    /** Exchanges what stands in a field. */
    Page fill(String css, String text) {
        insist("fill " + css, () -> {
            WebElement field = first(css);
            // As a person does it: a page that is drawn again meanwhile would take back a value that nobody typed.
            field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, text);
        });
        return this;
    }

    /** Chooses an option of a select by its value. */
    Page choose(String css, String value) {
        return click(css + " option[value='" + value + "']");
    }

    /** Presses keys, wherever the focus is. */
    Page press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
        return this;
    }

    /** Presses a key while another is held down. */
    Page chord(CharSequence held, CharSequence key) {
        new Actions(driver).keyDown(held).sendKeys(key).keyUp(held).perform();
        return this;
    }

    /** Returns once such an element can be seen. */
    Page await(String css) {
        Await.until(css + " can be seen", Await.LIMIT, () -> sees(css), this::evidence);
        return this;
    }

    /** Returns once no such element can be seen. */
    Page awaitNo(String css) {
        Await.until(css + " cannot be seen", Await.LIMIT, () -> !sees(css), this::evidence);
        return this;
    }

    /** Returns once the words of the first such element contain {@code part}, in whatever case. */
    Page awaitText(String css, String part) {
        Await.until(
                css + " says " + part,
                Await.LIMIT,
                () -> find(css).filter(text -> contains(text, part)).isPresent(),
                () -> "it says " + find(css) + "\n" + evidence());
        return this;
    }

    /** Returns once the words of the first such element do not contain {@code part}. */
    Page awaitNoText(String css, String part) {
        Await.until(
                css + " does not say " + part,
                Await.LIMIT,
                () -> find(css).filter(text -> contains(text, part)).isEmpty(),
                this::evidence);
        return this;
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(java.util.Locale.ROOT).contains(part.toLowerCase(java.util.Locale.ROOT));
    }

    /** Whether an element can be seen. */
    boolean sees(String css) {
        Object seen = script("return [...document.querySelectorAll(arguments[0])].some(e => e.checkVisibility())", css);
        return Boolean.TRUE.equals(seen);
    }

    /** How many there are, seen or not. */
    long count(String css) {
        return (Long) script("return document.querySelectorAll(arguments[0]).length", css);
    }

    /** The words of the first such element. */
    Optional<String> find(String css) {
        Object text = script("const e = document.querySelector(arguments[0]); return e ? e.textContent : null", css);
        return Optional.ofNullable((String) text);
    }

    /** The words of the first such element, which must be there. */
    String text(String css) {
        return find(css).orElseThrow(() -> new AssertionError("no " + css + "\n" + evidence()));
    }

    /** The words of every such element, in order. */
    @SuppressWarnings("unchecked") // the script makes strings
    List<String> texts(String css) {
        String code = "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent.trim())";
        return (List<String>) script(code, css);
    }

    /** An attribute of the first such element; empty when it has none. */
    Optional<String> attribute(String css, String name) {
        String code = "const e = document.querySelector(arguments[0]); return e ? e.getAttribute(arguments[1]) : null";
        return Optional.ofNullable((String) script(code, css, name));
    }

    /** Runs a script in the page; null is what it returns when it returns nothing. */
    Object script(String code, Object... arguments) {
        return driver.executeScript(code, arguments);
    }

    /** Runs a script that calls its last argument when it has done its work. */
    Object asynchronous(String code, Object... arguments) {
        driver.manage().timeouts().scriptTimeout(Await.LIMIT);
        return driver.executeAsyncScript(code, arguments);
    }

    private WebElement first(String css) {
        return driver.findElements(By.cssSelector(css)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElseThrow(() -> new WebDriverException("nothing to be seen of " + css));
    }

    private void insist(String what, Runnable attempt) {
        AtomicReference<String> last = new AtomicReference<>("");
        Await.until(
                what,
                Await.LIMIT,
                () -> {
                    try {
                        attempt.run();
                        return true;
                    } catch (WebDriverException e) {
                        last.set(e.getMessage());
                        return false;
                    }
                },
                () -> last.get() + "\n" + evidence());
    }

    private String evidence() {
        Object body = script("return document.body ? document.body.innerText.slice(0, 4000) : ''");
        return "at " + address() + " the page says:\n" + body;
    }
}
