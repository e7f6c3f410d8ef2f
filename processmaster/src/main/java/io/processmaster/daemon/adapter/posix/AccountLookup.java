package io.processmaster.daemon.adapter.posix;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import jnr.ffi.Pointer;

/** The user and group database of the host, through the C library's re-entrant calls. */
final class AccountLookup {
    private static final int FIRST_BUFFER = 4 * 1024;
    private static final int LARGEST_BUFFER = 4 * 1024 * 1024;
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
        Pointer key = Native.string(name);
        return find(
                        "look up user " + name,
                        (entry, buffer, size, result) -> Native.LIBC.getpwnam_r(key, entry, buffer, size, result))
                .map(AccountLookup::account);
    }

    /** The user of that number. */
    Optional<Account> user(int uid) throws PosixException {
        return find(
                        "look up user " + Integer.toUnsignedString(uid),
                        (entry, buffer, size, result) -> Native.LIBC.getpwuid_r(uid, entry, buffer, size, result))
                .map(AccountLookup::account);
    }

    /** The number of the group of that name. */
    OptionalInt group(String name) throws PosixException {
        Pointer key = Native.string(name);
        Optional<Found> found = find(
                "look up group " + name,
                (entry, buffer, size, result) -> Native.LIBC.getgrnam_r(key, entry, buffer, size, result));
        return found.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(found.get().entry().getInt(GR_GID));
    }

    /** Every group of the user, {@code gid} included, ascending. */
    List<Integer> groupsOf(String user, int gid) throws PosixException {
        Pointer name = Native.string(user);
        int[] count = {64};
        while (count[0] <= MOST_GROUPS) {
            int room = count[0];
            int[] groups = new int[room];
            if (Native.LIBC.getgrouplist(name, gid, groups, count) >= 0) {
                List<Integer> list = new ArrayList<>();
                Arrays.stream(groups, 0, count[0]).sorted().distinct().forEach(list::add);
                return list;
            }
            count[0] = Math.max(count[0], room * 2);
        }
        throw new PosixException("list the groups of " + user, PosixException.ERANGE);
    }

    private static Optional<Found> find(String operation, Lookup lookup) throws PosixException {
        Pointer entry = Native.memory(ENTRY_SIZE);
        Pointer result = Native.memory(Long.BYTES);
        for (int size = FIRST_BUFFER; size <= LARGEST_BUFFER; size *= 4) {
            Pointer buffer = Native.memory(size);
            int errno = lookup.find(entry, buffer, size, result);
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
        Pointer entry = found.entry();
        String shell = text(entry, PW_SHELL);
        Account account = new Account(
                text(entry, PW_NAME),
                entry.getInt(PW_UID),
                entry.getInt(PW_GID),
                text(entry, PW_DIR),
                shell.isEmpty() ? DEFAULT_SHELL : shell);
        Native.keep(found.buffer());
        return account;
    }

    private static String text(Pointer entry, int at) {
        Pointer string = entry.getPointer(at);
        return string == null ? "" : string.getString(0, LONGEST_TEXT, StandardCharsets.UTF_8);
    }

    /** One of the re-entrant look-ups, all but for its key. */
    private interface Lookup {
        int find(Pointer entry, Pointer buffer, int size, Pointer result);
    }

    /** An entry, and the memory that its texts are in. */
    private record Found(Pointer entry, Pointer buffer) {}
}
