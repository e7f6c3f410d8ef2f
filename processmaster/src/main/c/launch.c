// Takes a new process to the program of an app: pm-launch STEP... -- PROGRAM [ARGUMENT...]
//
// The daemon has given it a session, clean signals, the app's environment, and these descriptors: 0 to 2 are the app's, 3 is
// where it reports, 4 is the directory of the cgroup. It does the steps in the order in which they are given, which the daemon's
// ProgramTrampoline decides, and then executes the program in its own place. It reports "process PID" when another process
// goes on in its place, "step NUMBER ERROR" of a step that failed, "ready" after the last one, and "execute CODE ERROR" if the
// program could not be executed.
//
// It is linked statically, with a C library that looks at no variable: the app's environment is there from the beginning, and
// must not mean anything to a process of root.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <inttypes.h>
#include <limits.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { REPORT = 3, ENTRANCE = 4 };
enum { NOT_EXECUTABLE = 126, NOT_FOUND = 127, FAILED = 125 };
enum { MOST_GROUPS = 65536 };

// The value that the kernel takes for "leave it as it is", which would leave root in place.
static const uint32_t NO_CHANGE = UINT32_MAX;

static int invalid(void) {
    errno = EINVAL;
    return -1;
}

// Reads a whole unsigned number that ends with one of the characters of end, or with the text.
static bool number(const char **at, int base, const char *end, uintmax_t most, uintmax_t *value) {
    if (**at < '0' || **at > '9') {
        return false;
    }
    char *rest;
    errno = 0;
    *value = strtoumax(*at, &rest, base);
    if (errno != 0 || *value > most || (*rest != '\0' && strchr(end, *rest) == NULL)) {
        return false;
    }
    *at = rest;
    return true;
}

static bool identity(const char **at, const char *end, uint32_t *value) {
    uintmax_t wide;
    if (!number(at, 10, end, NO_CHANGE - 1, &wide)) {
        return false;
    }
    *value = (uint32_t) wide;
    return true;
}

static int write_all(int descriptor, const char *text) {
    size_t length = strlen(text);
    ssize_t written = write(descriptor, text, length);
    if (written >= 0 && (size_t) written != length) {
        errno = EIO;
        return -1;
    }
    return written < 0 ? -1 : 0;
}

static int move_to_cgroup(const char *unused) {
    (void) unused;
    int processes = openat(ENTRANCE, "cgroup.procs", O_WRONLY | O_CLOEXEC);
    if (processes < 0 || write_all(processes, "0") < 0) {
        return -1;
    }
    return close(processes) < 0 ? -1 : close(ENTRANCE);
}

// A copy of this process in the cgroup, which is the daemon's child as this one is. -1 with errno when the kernel refuses.
static pid_t born_in_cgroup(void) {
    // struct clone_args of Linux 5.7.
    struct {
        uint64_t flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls, set_tid, set_tid_size, cgroup;
    } birth = {.flags = CLONE_PARENT | UINT64_C(0x200000000) /* CLONE_INTO_CGROUP */, .cgroup = ENTRANCE};
    return (pid_t) syscall(SYS_clone3, &birth, sizeof birth);
}

// To move a process that lives, the kernel first waits until no processor of the host can be starting or ending one, 5 to 12 ms;
// for one that is born there, nobody waits. Where that is not to be had, such as in a cgroup that is full, which nobody is
// kept from moving to, or under a filter of system calls, this one moves. Linux 6.14 and later kill the copy at once if its
// cgroup was ever killed and the daemon's was not (cgroup_css_set_fork counts the wrong one's kills): nothing is reported then,
// and the daemon tries again with "move".
static int enter_cgroup(const char *unused) {
    pid_t child = born_in_cgroup();
    if (child > 0) {
        _exit(0);
    }
    if (child == 0) {
        // Said while it is still in the process group of its parent, by which the daemon finds what could say nothing.
        if (dprintf(REPORT, "process %d\n", (int) getpid()) < 0 || setsid() < 0) {
            return -1;
        }
        return close(ENTRANCE);
    }
    return move_to_cgroup(unused);
}

static int set_oom_score(const char *value) {
    int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (file < 0 || write_all(file, value) < 0) {
        return -1;
    }
    return close(file);
}

static int set_umask(const char *value) {
    uintmax_t mask;
    if (!number(&value, 8, "", 07777, &mask)) {
        return invalid();
    }
    umask((mode_t) mask);
    return 0;
}

static bool limit(const char **at, const char *end, rlim_t *value) {
    static const char unlimited[] = "unlimited";
    if (strncmp(*at, unlimited, sizeof unlimited - 1) == 0) {
        *at += sizeof unlimited - 1;
        *value = RLIM_INFINITY;
        return **at == '\0' || strchr(end, **at) != NULL;
    }
    uintmax_t wide;
    if (!number(at, 10, end, RLIM_INFINITY, &wide)) {
        return false;
    }
    *value = wide;
    return true;
}

// NAME SOFT:HARD
static int set_rlimit(const char *value) {
    static const struct {
        const char *name;
        int resource;
    } resources[] = {
        {"as", RLIMIT_AS},
        {"core", RLIMIT_CORE},
        {"cpu", RLIMIT_CPU},
        {"data", RLIMIT_DATA},
        {"fsize", RLIMIT_FSIZE},
        {"locks", RLIMIT_LOCKS},
        {"memlock", RLIMIT_MEMLOCK},
        {"msgqueue", RLIMIT_MSGQUEUE},
        {"nice", RLIMIT_NICE},
        {"nofile", RLIMIT_NOFILE},
        {"nproc", RLIMIT_NPROC},
        {"rss", RLIMIT_RSS},
        {"rtprio", RLIMIT_RTPRIO},
        {"rttime", RLIMIT_RTTIME},
        {"sigpending", RLIMIT_SIGPENDING},
        {"stack", RLIMIT_STACK},
    };
    const char *space = strchr(value, ' ');
    if (space == NULL) {
        return invalid();
    }
    size_t length = (size_t) (space - value);
    for (size_t i = 0; i < sizeof resources / sizeof *resources; i++) {
        if (strlen(resources[i].name) == length && memcmp(resources[i].name, value, length) == 0) {
            struct rlimit both;
            const char *at = space + 1;
            if (!limit(&at, ":", &both.rlim_cur) || *at++ != ':' || !limit(&at, "", &both.rlim_max)) {
                return invalid();
            }
            return setrlimit(resources[i].resource, &both);
        }
    }
    return invalid();
}

static int set_nice(const char *value) {
    bool negative = *value == '-';
    const char *at = value + (negative ? 1 : 0);
    uintmax_t size;
    if (!number(&at, 10, "", 20, &size)) {
        return invalid();
    }
    return setpriority(PRIO_PROCESS, 0, negative ? -(int) size : (int) size);
}

static int set_no_new_privileges(const char *unused) {
    (void) unused;
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

// Numbers separated by commas; none at all is a list, too.
static int set_groups(const char *value) {
    static gid_t groups[MOST_GROUPS];
    size_t count = 0;
    for (const char *at = value; *at != '\0';) {
        if (count == MOST_GROUPS || !identity(&at, ",", &groups[count++])) {
            return invalid();
        }
        if (*at == ',' && *++at == '\0') {
            return invalid();
        }
    }
    return setgroups(count, groups);
}

static int set_group(const char *value) {
    uint32_t group;
    return identity(&value, "", &group) ? setresgid(group, group, group) : invalid();
}

static int set_user(const char *value) {
    uint32_t user;
    return identity(&value, "", &user) ? setresuid(user, user, user) : invalid();
}

static int enter_directory(const char *value) {
    return chdir(value);
}

// Its value, which is empty when there is no "=", or NULL when the step is another one.
static const char *value_of(const char *step, const char *name) {
    size_t length = strlen(name);
    if (strncmp(step, name, length) != 0) {
        return NULL;
    }
    if (step[length] == '\0') {
        return step + length;
    }
    return step[length] == '=' ? step + length + 1 : NULL;
}

static int take(const char *step) {
    static const struct {
        const char *name;
        int (*set)(const char *value);
    } steps[] = {
        {"enter", enter_cgroup},
        {"move", move_to_cgroup},
        {"oom_score_adj", set_oom_score},
        {"umask", set_umask},
        {"rlimit", set_rlimit},
        {"nice", set_nice},
        {"no_new_privs", set_no_new_privileges},
        {"groups", set_groups},
        {"gid", set_group},
        {"uid", set_user},
        {"directory", enter_directory},
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        const char *value = value_of(step, steps[i].name);
        if (value != NULL) {
            return steps[i].set(value);
        }
    }
    return invalid();
}

// The slot before argv[0] may be written to. A text without a first line is for the shell, as for everything that executes.
static void execute_file(const char *file, char **argv) {
    execv(file, argv);
    if (errno == ENOEXEC) {
        char *name = argv[0];
        char *before = argv[-1];
        argv[-1] = "/bin/sh";
        argv[0] = (char *) file;
        execv(argv[-1], argv - 1);
        argv[-1] = before;
        argv[0] = name;
    }
}

// Looks in all places, as the shell does: what cannot be executed in one does not hide what can be in another.
static void search(const char *path, char **argv) {
    int found = ENOENT;
    while (path != NULL) {
        const char *colon = strchr(path, ':');
        int length = (int) (colon == NULL ? strlen(path) : (size_t) (colon - path));
        char file[PATH_MAX];
        // An empty place is the working directory.
        int size = snprintf(file, sizeof file, "%.*s/%s", length == 0 ? 1 : length, length == 0 ? "." : path, argv[0]);
        if (size > 0 && (size_t) size < sizeof file) {
            execute_file(file, argv);
            if (errno != ENOENT && errno != ENOTDIR) {
                found = errno;
            }
        }
        path = colon == NULL ? NULL : colon + 1;
    }
    errno = found;
}

static void execute(char **argv) {
    if (strchr(argv[0], '/') != NULL) {
        execute_file(argv[0], argv);
        return;
    }
    const char *path = getenv("PATH");
    search(path != NULL ? path : "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", argv);
}

int main(int argc, char **argv) {
    int at = 1;
    for (; at < argc && strcmp(argv[at], "--") != 0; at++) {
        if (take(argv[at]) != 0) {
            dprintf(REPORT, "step %d %s\n", at, strerror(errno));
            return FAILED;
        }
    }
    // Its end without a word more is the proof that the program was executed.
    if (at + 1 >= argc || fcntl(REPORT, F_SETFD, FD_CLOEXEC) < 0 || write_all(REPORT, "ready\n") < 0) {
        return FAILED;
    }
    execute(argv + at + 1);
    int code = errno == ENOENT ? NOT_FOUND : NOT_EXECUTABLE;
    dprintf(REPORT, "execute %d %s\n", code, strerror(errno));
    return code;
}
