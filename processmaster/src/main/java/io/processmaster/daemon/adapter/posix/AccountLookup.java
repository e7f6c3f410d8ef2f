package io.processmaster.daemon.adapter.posix;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** The user and group database of the host, through the C library's re-entrant calls. */
final class AccountLookup {
    private static final int FIRST_BUFFER = 4 * 1024;
    private static final int LARGEST_BUFFER = 4 * 1024 * 1024;
    private static final int FIRST_GROUPS = 64;
    private static final int MOST_GROUPS = 65_536;
    private static final int LONGEST_TEXT = 4096;
    // Some directory services say so instead of returning nothing; see getpwnam_r(3).
    private static final List<Integer> NOT_FOUND = List.of(PosixException.ENOENT, PosixException.ESRCH);
    private static final String DEFAULT_SHELL = "/bin/sh";
    // Layout of struct passwd and struct group on 64-bit Linux.
    private static final int ENTRY_SIZE = 48;
    private static final int PW_NAME = 0;
    private static final int PW_UID = 16;
    private static final int PW_GID = 20;
    private static final int PW_DIR = 32;
    private static final int PW_SHELL = 40;
    private static final int GR_GID = 16;

    /** The user of that name. */
    Optional<Account> user(String name) throws PosixException {
        Memory key = Memory.text(name);
        return find("look up user " + name, (entry, buffer, result) -> Libc.getpwnam_r(key, entry, buffer, result))
                .map(AccountLookup::account);
    }

    /** The user of that number. */
    Optional<Account> user(int uid) throws PosixException {
        return find(
                        "look up user " + Integer.toUnsignedString(uid),
                        (entry, buffer, result) -> Libc.getpwuid_r(uid, entry, buffer, result))
                .map(AccountLookup::account);
    }

    /** The number of the group of that name. */
    OptionalInt group(String name) throws PosixException {
        Memory key = Memory.text(name);
        Optional<Found> found =
                find("look up group " + name, (entry, buffer, result) -> Libc.getgrnam_r(key, entry, buffer, result));
        return found.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(found.get().entry().getInt(GR_GID));
    }

    /** Every group of the user, {@code gid} included, ascending. */
    List<Integer> groupsOf(String user, int gid) throws PosixException {
        Memory name = Memory.text(user);
        int room = FIRST_GROUPS;
        while (room <= MOST_GROUPS) {
            Struct groups = Struct.of(room * Integer.BYTES);
            Struct count = Struct.of(Integer.BYTES).putInt(0, room);
            if (Libc.getgrouplist(name, gid, groups.bytes(), count.bytes()) >= 0) {
                Set<Integer> ascending = new TreeSet<>();
                for (int i = 0; i < count.getInt(0); i++) {
                    ascending.add(groups.getInt(i * Integer.BYTES));
                }
                return List.copyOf(ascending);
            }
            room = Math.max(count.getInt(0), room * 2);
        }
        throw new PosixException("list the groups of " + user, PosixException.ERANGE);
    }

    private static Optional<Found> find(String operation, Lookup lookup) throws PosixException {
        Memory entry = Memory.of(ENTRY_SIZE);
        Memory result = Memory.of(Long.BYTES);
        for (int size = FIRST_BUFFER; size <= LARGEST_BUFFER; size *= 4) {
            Memory buffer = Memory.of(size);
            int errno = lookup.find(entry, buffer, result);
            if (errno == 0 || NOT_FOUND.contains(errno)) {
                return errno != 0 || result.getLong(0) == 0 ? Optional.empty() : Optional.of(new Found(entry, buffer));
            }
            if (errno != PosixException.ERANGE && errno != PosixException.EINTR) {
                throw new PosixException(operation, errno);
            }
        }
        throw new PosixException(operation, PosixException.ERANGE);
    }

    private static Account account(Found found) {
        Memory entry = found.entry();
        String shell = text(entry, PW_SHELL);
        Account account = new Account(
                text(entry, PW_NAME),
                entry.getInt(PW_UID),
                entry.getInt(PW_GID),
                text(entry, PW_DIR),
                shell.isEmpty() ? DEFAULT_SHELL : shell);
        Memory.keep(found.buffer());
        return account;
    }

    private static String text(Memory entry, int at) {
        return Memory.textAt(entry.getLong(at), LONGEST_TEXT);
    }

    /** One of the re-entrant look-ups, all but for its key. */
    private interface Lookup {
        int find(Memory entry, Memory buffer, Memory result);
    }

    /** An entry, and the memory that its texts are in. */
    private record Found(Memory entry, Memory buffer) {}
}
