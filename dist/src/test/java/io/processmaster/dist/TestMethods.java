package io.processmaster.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tests of this module, for tests about tests. */
final class TestMethods {
    private TestMethods() {}

    /** Those that carry {@code annotation}, each of which must be a test. */
    static List<Method> with(Class<? extends Annotation> annotation) throws IOException {
        Path classes = Path.of(TestMethods.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        List<Method> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(f -> f.toString().matches(".*(IT|Test)\\.class"))
                    .toList()) {
                String name = classes.relativize(file).toString();
                for (Method method : load(name.substring(0, name.length() - ".class".length()))
                        .getDeclaredMethods()) {
                    if (method.isAnnotationPresent(annotation)) {
                        assertThat(method.getAnnotations())
                                .as(method + " is a test")
                                .anyMatch(other ->
                                        other.annotationType().getName().startsWith("org.junit."));
                        found.add(method);
                    }
                }
            }
        }
        return found;
    }

    private static Class<?> load(String path) {
        try {
            return Class.forName(path.replace('/', '.'));
        } catch (ClassNotFoundException e) {
            throw new AssertionError("cannot load " + path, e);
        }
    }
}
