package io.processmaster.daemon.adapter.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
    @ParameterizedTest
    @CsvSource({
        "./logs/stdout.log,         /srv/web, logs/stdout.log, true",
        "logs//a/./../x.log,        /srv/web, logs/x.log,      true",
        "a/b/c,                     /srv/web, a/b/c,           true",
        "././x.log,                 /srv/web, x.log,           true",
        "a/..b/.c,                  /srv/web, a/..b/.c,        true",
        ".//x.log/,                 /srv/web, x.log,           true",
        "/srv/web/logs/x.log,       /srv/web, logs/x.log,      true",
        "/srv/./web/../web/x.log,   /srv/web, x.log,           true",
        "/srv/webs/x.log,           /srv/webs, x.log,          false",
        "/var/log/x.log,            /var/log, x.log,           false",
        "/x.log,                    /,        x.log,           false",
        "/srv/web/../x.log,         /srv,     x.log,           false"
    })
    void insideIsRelativeAndOutsideStartsAtTheParent(String declared, String base, String relative, boolean inside)
            throws PathRefused {
        assertThat(Place.of("/srv/web", declared)).isEqualTo(new Place(base, relative, inside));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../x", "a/../../x", "./../x", "./", "/", "/srv/web", "/srv/web/."})
    void whatNamesNoFileOrLeadsOutIsRefused(String declared) {
        assertThatThrownBy(() -> Place.of("/srv/web", declared)).isInstanceOf(PathRefused.class);
    }

    @Test
    void theAbsolutePathHasOneSlashBetweenItsParts() throws PathRefused {
        assertThat(Place.of("/srv/web", "a/b").absolute()).isEqualTo("/srv/web/a/b");
        assertThat(Place.of("/srv/web", "/x.log").absolute()).isEqualTo("/x.log");
        assertThat(Place.of("/srv/web", "a/b").name()).isEqualTo("b");
    }

    @Test
    void theSamePlaceIsEqualHoweverItIsWritten() throws PathRefused {
        assertThat(Place.of("/srv/web", "/srv/web/a/b"))
                .isEqualTo(Place.of("/srv/web", "a//b"))
                .hasSameHashCodeAs(Place.of("/srv/web", "a//b"))
                .isNotEqualTo(Place.of("/srv/web", "a/c"))
                .isNotEqualTo(Place.of("/srv", "a/b"))
                .isNotEqualTo(new Place("/srv/web", "a/b", false));
    }

    @Test
    void aNulCharacterIsRefusedAndNotPrinted() {
        assertThatThrownBy(() -> Place.of("/srv/web", "a\0b")).hasMessage("a?b: is not a path");
    }
}
