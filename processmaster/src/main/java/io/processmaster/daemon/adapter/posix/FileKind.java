package io.processmaster.daemon.adapter.posix;

/** What an entry of a directory can be. */
public enum FileKind {
    /** Bytes on a disk. */
    REGULAR("a regular file"),
    /** A directory. */
    DIRECTORY("a directory"),
    /** A symbolic link, not what it leads to. */
    LINK("a symbolic link"),
    /** A named pipe. */
    FIFO("a FIFO"),
    /** A socket of the Unix domain. */
    SOCKET("a socket"),
    /** A terminal, {@code /dev/null} and the like. */
    CHARACTER_DEVICE("a character device"),
    /** A disk and the like. */
    BLOCK_DEVICE("a block device"),
    /** None of these. */
    UNKNOWN("of an unknown kind");

    private final String words;

    FileKind(String words) {
        this.words = words;
    }

    /** How messages name it, after "is". */
    public String words() {
        return words;
    }

    static FileKind ofMode(int mode) {
        return switch (mode & 0170000) {
            case 0100000 -> REGULAR;
            case 0040000 -> DIRECTORY;
            case 0120000 -> LINK;
            case 0010000 -> FIFO;
            case 0140000 -> SOCKET;
            case 0020000 -> CHARACTER_DEVICE;
            case 0060000 -> BLOCK_DEVICE;
            default -> UNKNOWN;
        };
    }
}
