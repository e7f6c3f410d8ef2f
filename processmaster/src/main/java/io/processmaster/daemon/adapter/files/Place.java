package io.processmaster.daemon.adapter.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a declared path leads, by its text alone: a trusted directory and a normal path below it.
 *
 * @param base absolute path of the directory to trust: the working directory, or the parent of a file outside it
 * @param relative path below it, without {@code .} and {@code ..}
 * @param inside whether {@code base} is the working directory
 */
public record Place(String base, String relative, boolean inside) {
    private static final int MAX_LENGTH = 4095;

    /**
     * Reads a path of a definition; an absolute one inside the working directory counts as relative to it.
     *
     * @throws PathRefused when it names no file, or is relative and leads out
     */
    public static Place of(String workingDirectory, String declared) throws PathRefused {
        if (declared.isEmpty() || declared.length() > MAX_LENGTH || declared.indexOf('\0') >= 0) {
            throw new PathRefused(Wording.printable(declared) + ": is not a path");
        }
        String plain = declared.startsWith("./") ? declared.substring(2) : declared;
        if (isNormal(plain)) {
            return new Place(workingDirectory, plain, true);
        }
        List<String> names = normal(declared);
        if (!declared.startsWith("/")) {
            return below(workingDirectory, names, declared);
        }
        List<String> home = normal(workingDirectory);
        if (names.size() >= home.size() && names.subList(0, home.size()).equals(home)) {
            return below(workingDirectory, names.subList(home.size(), names.size()), declared);
        }
        if (names.isEmpty()) {
            throw new PathRefused(declared + ": names no file");
        }
        int last = names.size() - 1;
        return new Place("/" + String.join("/", names.subList(0, last)), names.get(last), false);
    }

    /** Opens the directory to start from. */
    public TrustedDirectory open() throws IOException {
        return TrustedDirectory.open(base, inside ? "" : prefix());
    }

    /** The absolute path, for people. */
    public String absolute() {
        return prefix() + relative;
    }

    /** The last component. */
    public String name() {
        return relative.substring(relative.lastIndexOf('/') + 1);
    }

    // By hand, as each look at an app compares its logs: Java's own comparison of records is made at run time.
    @Override
    public boolean equals(Object other) {
        return other instanceof Place place
                && inside == place.inside
                && relative.equals(place.relative)
                && base.equals(place.base);
    }

    @Override
    public int hashCode() {
        return 31 * base.hashCode() + relative.hashCode();
    }

    private String prefix() {
        return base.endsWith("/") ? base : base + "/";
    }

    private static Place below(String workingDirectory, List<String> names, String declared) throws PathRefused {
        if (names.isEmpty()) {
            throw new PathRefused(declared + ": names no file");
        }
        return new Place(workingDirectory, String.join("/", names), true);
    }

    /** Whether it is relative and made of plain names, as nearly all are; each look at an app asks for four of them. */
    private static boolean isNormal(String path) {
        boolean nameBegins = true;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (nameBegins && (c == '/' || c == '.')) {
                return false;
            }
            nameBegins = c == '/';
        }
        return !nameBegins;
    }

    private static List<String> normal(String path) throws PathRefused {
        List<String> names = new ArrayList<>();
        for (String name : path.split("/", -1)) {
            if (name.equals("..")) {
                if (!names.isEmpty()) {
                    names.remove(names.size() - 1);
                } else if (!path.startsWith("/")) {
                    throw new PathRefused(path + ": leads out of the working directory (give an absolute path)");
                }
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return names;
    }
}
