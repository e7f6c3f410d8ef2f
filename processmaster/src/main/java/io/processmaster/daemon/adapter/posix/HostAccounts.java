package io.processmaster.daemon.adapter.posix;

import io.processmaster.common.spec.ProcessSpec;
import io.processmaster.daemon.core.launch.Identity;
import io.processmaster.daemon.core.launch.LaunchFailure;
import io.processmaster.daemon.core.launch.LaunchRefused;
import io.processmaster.daemon.core.launch.LaunchStage;
import io.processmaster.daemon.port.Accounts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Users and groups as the C library finds them, in files or in a directory service; asked afresh each time. */
public final class HostAccounts implements Accounts {
    private static final String ROOT = "root";
    // The kernel reads -1 as "leave as it is", in the short and in the long form.
    private static final List<Long> NO_IDS = List.of(0xFFFFL, 0xFFFF_FFFFL);

    private final AccountLookup lookup = new AccountLookup();

    @Override
    public Identity identityOf(ProcessSpec process) throws LaunchRefused {
        String user = process.user().orElse(ROOT);
        try {
            Optional<Account> account = lookup.user(user);
            if (account.isEmpty()) {
                OptionalInt uid = number(user);
                account = uid.isPresent() ? lookup.user(uid.getAsInt()) : account;
                if (account.isEmpty()) {
                    return withoutAccount(user, uid, process);
                }
            }
            Account found = account.orElseThrow();
            int gid = process.group().isPresent() ? groupOf(process.group().get()) : found.gid();
            return new Identity(
                    found.uid(), gid, lookup.groupsOf(found.name(), gid), found.name(), found.home(), found.shell());
        } catch (PosixException e) {
            throw new LaunchRefused(
                    LaunchFailure.passing(LaunchStage.USER, "process.user " + user + ": " + e.getMessage()));
        }
    }

    /** A number needs no account; its group is then the one of the same number, as useradd would make it. */
    private Identity withoutAccount(String user, OptionalInt uid, ProcessSpec process)
            throws LaunchRefused, PosixException {
        if (uid.isEmpty()) {
            throw refused("process.user " + user + ": no such user");
        }
        int gid = process.group().isPresent() ? groupOf(process.group().get()) : uid.getAsInt();
        return new Identity(uid.getAsInt(), gid, List.of(), user, "/", "/bin/sh");
    }

    private int groupOf(String group) throws LaunchRefused, PosixException {
        OptionalInt gid = lookup.group(group);
        if (gid.isEmpty()) {
            gid = number(group);
        }
        return gid.orElseThrow(() -> refused("process.group " + group + ": no such group"));
    }

    private static OptionalInt number(String text) {
        if (!text.matches("[0-9]{1,10}")) {
            return OptionalInt.empty();
        }
        long value = Long.parseLong(text);
        return value > 0xFFFF_FFFFL || NO_IDS.contains(value) ? OptionalInt.empty() : OptionalInt.of((int) value);
    }

    private static LaunchRefused refused(String reason) {
        return new LaunchRefused(LaunchFailure.permanent(LaunchStage.USER, reason));
    }
}
