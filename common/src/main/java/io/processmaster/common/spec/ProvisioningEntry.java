package io.processmaster.common.spec;

import io.processmaster.common.units.FileMode;
import java.util.Optional;

/**
 * What one file or directory below the working directory has to be like before the app is loaded.
 *
 * @param path normal and relative to the working directory; {@code .} for that itself
 * @param owner user name or id
 * @param group group name or id
 * @param recursive whether ownership is given to everything below the path as well
 * @param mode permission bits, of the path itself only
 * @param netBindCapability whether the program may bind ports below 1024
 */
public record ProvisioningEntry(
        String path,
        Optional<String> owner,
        Optional<String> group,
        boolean recursive,
        Optional<FileMode> mode,
        boolean netBindCapability) {}
