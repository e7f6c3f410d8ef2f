package io.processmaster.daemon.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.processmaster.common.auth.Role;
import io.processmaster.daemon.web.http.ErrorForm;
import io.processmaster.daemon.web.http.Reply;
import io.processmaster.daemon.web.http.Route;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    private static final ErrorForm USUAL = form("usual");
    private static final ErrorForm OWN = form("own");

    private static ErrorForm form(String name) {
        return (status, why) -> Reply.text(status, "text/plain", name);
    }

    private static Route route(String verb, String path) {
        return new Route(verb, path, Role.VIEWER, Route.Pace.QUICK, OWN, ask -> Reply.text(200, "text/plain", path));
    }

    private final RouteTable table = new RouteTable(
            List.of(
                    route("GET", "/"),
                    route("GET", "/api/x/{id}"),
                    route("DELETE", "/api/x/{id}"),
                    route("POST", "/api/x/all"),
                    route("POST", "/api/x/{id}/stop")),
            List.of(),
            USUAL);

    @Test
    void exactSegmentsComeBeforePlaceholders() {
        assertThat(table.find(List.of("api", "x", "all")).orElseThrow().allowed())
                .isEqualTo("OPTIONS, POST");
        RouteTable.Found found = table.find(List.of("api", "x", "7")).orElseThrow();
        assertThat(found.placeholders()).isEqualTo(Map.of("id", "7"));
        assertThat(found.allowed()).isEqualTo("DELETE, GET, HEAD, OPTIONS");
        assertThat(found.route("HEAD").orElseThrow().verb()).isEqualTo("GET");
        assertThat(found.route("POST")).isEmpty();
    }

    @Test
    void onlyWholePathsAreFound() {
        assertThat(table.find(List.of())).isPresent();
        assertThat(table.find(List.of("api"))).isEmpty();
        assertThat(table.find(List.of("api", "x", ""))).isEmpty();
        assertThat(table.find(List.of("api", "x", "7", "stop", ""))).isEmpty();
        assertThat(table.find(List.of("API", "x", "7"))).isEmpty();
    }

    @Test
    void errorsHaveTheFormOfWhatIsNear() {
        assertThat(table.formFor(List.of("api", "nothing"))).isSameAs(OWN);
        assertThat(table.formFor(List.of("nothing"))).isSameAs(USUAL);
    }

    @Test
    void aPathIsAnsweredOnce() {
        List<Route> twice = List.of(route("GET", "/a"), route("GET", "/a"));
        assertThatThrownBy(() -> new RouteTable(twice, List.of(), USUAL)).hasMessage("two routes for GET /a");
    }
}
