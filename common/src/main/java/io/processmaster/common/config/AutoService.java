package io.processmaster.common.config;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/** What was found in one directory of the auto-service directory. */
public sealed interface AutoService {
    /** The preferred name of its definition, which is also the one that is generated. */
    String FILE = "service.yml";

    /** The other name of a definition, used when there is none of the preferred name. */
    String OTHER_FILE = "service.yaml";

    /** Names ending in this are left out. */
    String DISABLED = ".disabled";

    /** A file of this name asks for a new definition. */
    String MARKER = ".regen_pm_config";

    /**
     * There is no definition: the built-in defaults hold.
     *
     * @param directory its absolute path
     */
    record Bare(Path directory) implements AutoService {}

    /**
     * There is a definition.
     *
     * @param file its absolute path
     * @param text its bytes, from position 0 on
     * @param onlyDefaults whether somebody else than the administrator could have put it there; then it may say nothing
     *     but what holds without it, and {@code global.enabled}
     */
    record Defined(Path file, ByteBuffer text, boolean onlyDefaults) implements AutoService {}

    /**
     * It cannot be taken for a service.
     *
     * @param file the directory or the file that is wrong, an absolute path
     * @param reason for people, with a way out
     */
    record Refused(Path file, String reason) implements AutoService {}
}
