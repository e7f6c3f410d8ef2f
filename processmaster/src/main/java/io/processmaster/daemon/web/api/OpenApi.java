package io.processmaster.daemon.web.api;

import io.processmaster.common.auth.Role;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Bounds;
import io.processmaster.common.rpc.Method;
import io.processmaster.common.rpc.Param;
import io.processmaster.daemon.web.http.ErrorForm;
import io.processmaster.daemon.web.http.Reply;
import io.processmaster.daemon.web.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The document that describes the console's HTTP interface to programs, made from what is served. */
public final class OpenApi {
    /** Where it is. */
    public static final String PATH = NativeApi.BASE + "openapi.json";

    private OpenApi() {}

    /** What serves it; it describes {@code others} and itself. */
    public static Route route(List<Route> others, String version, ErrorForm errors) {
        Route unbound =
                new Route("GET", PATH, Role.VIEWER, Route.Pace.QUICK, errors, ask -> Reply.json(404, JsonObject.EMPTY));
        List<Route> all = new ArrayList<>(others);
        all.add(unbound);
        Reply document = Reply.json(200, document(all, version));
        return new Route(unbound.verb(), unbound.path(), unbound.role(), unbound.pace(), errors, ask -> document);
    }

    /** The document; OpenAPI 3.1. */
    static JsonObject document(List<Route> routes, String version) {
        Map<String, Map<String, JsonObject>> paths = new TreeMap<>();
        for (Route route : routes) {
            paths.computeIfAbsent(route.path(), path -> new TreeMap<>())
                    .put(route.verb().toLowerCase(Locale.ROOT), operation(route));
        }
        JsonObject.Builder described = JsonObject.builder();
        paths.forEach((path, verbs) -> {
            JsonObject.Builder item = JsonObject.builder();
            verbs.forEach(item::put);
            described.put(path, item.build());
        });
        JsonObject info = JsonObject.builder()
                .put("title", "ProcessMaster")
                .put("version", version)
                .build();
        return JsonObject.builder()
                .put("openapi", "3.1.0")
                .put("info", info)
                .put("security", security())
                .put("paths", described.build())
                .put("components", components())
                .build();
    }

    private static JsonArray security() {
        JsonArray none = new JsonArray(List.of());
        return JsonArray.of(
                List.of("basic", "bearer", "session"),
                way -> JsonObject.builder().put(way, none).build());
    }

    private static JsonObject components() {
        JsonObject session = JsonObject.builder()
                .put("type", "apiKey")
                .put("in", "cookie")
                .put("name", "pm_session")
                .build();
        JsonObject schemes = JsonObject.builder()
                .put("basic", scheme("basic"))
                .put("bearer", scheme("bearer"))
                .put("session", session)
                .build();
        return JsonObject.builder().put("securitySchemes", schemes).build();
    }

    private static JsonObject scheme(String name) {
        return JsonObject.builder().put("type", "http").put("scheme", name).build();
    }

    private static JsonObject operation(Route route) {
        Optional<Method> method = method(route);
        List<JsonObject> parameters = new ArrayList<>(placeholders(route.path()));
        if (route.verb().equals("GET")) {
            method.ifPresent(known -> known.params().forEach(param -> parameters.add(query(param))));
        }
        if (route.mutates()) {
            parameters.add(csrf());
        }
        JsonObject.Builder operation = JsonObject.builder()
                .put(
                        "summary",
                        method.map(Method::meaning).orElse("Answers " + route.verb() + " " + route.path() + "."))
                .put("x-role", route.role().word())
                .put("parameters", JsonArray.of(parameters, parameter -> parameter));
        if (route.mutates() && method.isPresent()) {
            operation.put("requestBody", content(schema(method.get())));
        }
        return operation.put("responses", responses(method)).build();
    }

    private static Optional<Method> method(Route route) {
        return route.path().startsWith(NativeApi.BASE)
                ? Method.named(route.path().substring(NativeApi.BASE.length())).filter(NativeApi::isServed)
                : Optional.empty();
    }

    private static List<JsonObject> placeholders(String path) {
        List<JsonObject> found = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (part.startsWith("{")) {
                found.add(parameter(part.substring(1, part.length() - 1), "path", true, type("string")));
            }
        }
        return found;
    }

    private static JsonObject csrf() {
        return parameter("X-CSRF-Token", "header", false, type("string"));
    }

    private static JsonObject query(Param param) {
        JsonObject plain = parameter(param.name(), "query", param.required(), schema(param));
        JsonObject.Builder all = JsonObject.builder();
        plain.members().forEach(all::put);
        // A list is one value with commas.
        return all.put("description", param.meaning()).put("explode", false).build();
    }

    private static JsonObject parameter(String name, String in, boolean required, JsonObject schema) {
        return JsonObject.builder()
                .put("name", name)
                .put("in", in)
                .put("required", required)
                .put("schema", schema)
                .build();
    }

    private static JsonObject type(String type) {
        return JsonObject.builder().put("type", type).build();
    }

    private static JsonObject text() {
        return JsonObject.builder()
                .put("type", "string")
                .put("minLength", 1)
                .put("maxLength", Bounds.TEXT_CHARACTERS)
                .build();
    }

    private static JsonObject schema(Param param) {
        return switch (param.type()) {
            case TEXT -> text();
            case TEXTS ->
                JsonObject.builder().put("type", "array").put("items", text()).build();
            case FLAG -> type("boolean");
            case COUNT ->
                JsonObject.builder()
                        .put("type", "integer")
                        .put("minimum", param.least())
                        .put("maximum", param.most())
                        .build();
        };
    }

    private static JsonObject schema(Method method) {
        JsonObject.Builder properties = JsonObject.builder();
        method.params().forEach(param -> properties.put(param.name(), schema(param)));
        List<String> required = method.params().stream()
                .filter(Param::required)
                .map(Param::name)
                .toList();
        return JsonObject.builder()
                .put("type", "object")
                .put("properties", properties.build())
                .put("required", JsonArray.ofTexts(required))
                .put("additionalProperties", false)
                .build();
    }

    private static JsonObject responses(Optional<Method> method) {
        JsonObject.Builder good = JsonObject.builder().put("description", "what was asked for");
        method.ifPresent(known -> {
            JsonObject schema = JsonObject.builder()
                    .put("type", "object")
                    .put("required", JsonArray.ofTexts(known.results()))
                    .build();
            good.put("content", content(schema).object("content"));
        });
        JsonObject bad =
                JsonObject.builder().put("description", "refused or failed").build();
        return JsonObject.builder().put("200", good.build()).put("default", bad).build();
    }

    private static JsonObject content(JsonObject schema) {
        JsonObject json = JsonObject.builder().put("schema", schema).build();
        return JsonObject.builder()
                .put("content", JsonObject.builder().put(Reply.JSON, json).build())
                .build();
    }
}
