// System calls for the native form of pmctl. An answer below 0 is an errno, negated.
#define _GNU_SOURCE
#include "system.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

// Written by the build.
#include "build-info.h"

static char **arguments;

// The linker puts it before the translated main, which sees its arguments in the C locale only.
int __real_main(int count, char **words);
int __wrap_main(int count, char **words);

int __wrap_main(int count, char **words) {
    arguments = words;
    // A reader that leaves is told by EPIPE.
    signal(SIGPIPE, SIG_IGN);
    return __real_main(count, words);
}

static int32_t copied(char **words, char *into, int32_t size) {
    size_t at = 0;
    for (; *words != NULL; words++) {
        size_t length = strlen(*words) + 1;
        if (at + length <= (size_t) size) {
            memcpy(into + at, *words, length);
        }
        at += length;
    }
    return (int32_t) at;
}

int32_t pm_words(int32_t which, void *into, int32_t size) {
    static char build[] = PM_BUILD_INFO;
    char *build_words[] = {build, NULL};
    return copied(which == 0 ? arguments : which == 1 ? environ : build_words, into, size);
}

int32_t pm_connect(void *path, int32_t length) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if ((size_t) length >= sizeof address.sun_path) {
        return -ENAMETOOLONG;
    }
    memcpy(address.sun_path, path, (size_t) length);
    int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) {
        return -errno;
    }
    if (connect(descriptor, (struct sockaddr *) &address, sizeof address) != 0) {
        int error = errno;
        close(descriptor);
        return -error;
    }
    return descriptor;
}

int32_t pm_exists(void *path) {
    return faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

int32_t pm_read(int32_t descriptor, void *into, int32_t length, int32_t millis) {
    struct pollfd wanted = {.fd = descriptor, .events = POLLIN};
    if (millis >= 0) {
        int ready;
        do {
            ready = poll(&wanted, 1, millis);
        } while (ready < 0 && errno == EINTR);
        if (ready <= 0) {
            return ready == 0 ? -ETIMEDOUT : -errno;
        }
    }
    ssize_t count;
    do {
        count = read(descriptor, into, (size_t) length);
    } while (count < 0 && errno == EINTR);
    return count < 0 ? -errno : (int32_t) count;
}

int32_t pm_write(int32_t descriptor, void *from, int32_t length) {
    ssize_t count;
    do {
        count = write(descriptor, from, (size_t) length);
    } while (count < 0 && errno == EINTR);
    return count < 0 ? -errno : (int32_t) count;
}

void pm_close(int32_t descriptor) {
    close(descriptor);
}

int32_t pm_is_timeout(int32_t error) {
    return error == -ETIMEDOUT;
}

int32_t pm_is_reset(int32_t error) {
    return error == -ECONNRESET;
}

int32_t pm_error_text(int32_t error, void *into, int32_t size) {
    // As the JDK says it; the C library would speak of file names.
    const char *text = error == -ENAMETOOLONG ? "Unix domain path too long" : strerror(-error);
    size_t length = strnlen(text, (size_t) size);
    memcpy(into, text, length);
    return (int32_t) length;
}

int32_t pm_is_terminal(int32_t descriptor) {
    return isatty(descriptor);
}

static struct winsize window(void) {
    struct winsize size = {0};
    int terminal = open("/dev/tty", O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (terminal >= 0) {
        if (ioctl(terminal, TIOCGWINSZ, &size) != 0) {
            memset(&size, 0, sizeof size);
        }
        close(terminal);
    }
    return size;
}

int32_t pm_columns(void) {
    return window().ws_col;
}

int32_t pm_lines(void) {
    return window().ws_row;
}

// A zone is looked for among the files first, as glibc does: for musl EST5EDT would be a rule by itself, without end of summer.
static void prefer_file_of_zone(void) {
    const char *zone = getenv("TZ");
    char file[256];
    static const char places[] = "/usr/share/zoneinfo/";
    if (zone == NULL || *zone == '\0' || *zone == ':' || *zone == '/'
        || snprintf(file, sizeof file, "%s%s", places, zone) >= (int) sizeof file || access(file, R_OK) != 0) {
        return;
    }
    file[sizeof places - 2] = ':';
    setenv("TZ", file + sizeof places - 2, 1);
}

int32_t pm_offset_at(int64_t epoch_second) {
    prefer_file_of_zone();
    time_t moment = (time_t) epoch_second;
    struct tm clock;
    return localtime_r(&moment, &clock) == NULL ? 0 : (int32_t) clock.tm_gmtoff;
}

int32_t pm_offset_in(void *zone, int64_t epoch_second) {
    // The program has one thread, so that nobody else sees the zone of the process change and change back.
    const char *own = getenv("TZ");
    char *kept = own == NULL ? NULL : strdup(own);
    setenv("TZ", zone, 1);
    tzset();
    int32_t offset = pm_offset_at(epoch_second);
    if (kept == NULL) {
        unsetenv("TZ");
    } else {
        setenv("TZ", kept, 1);
        free(kept);
    }
    tzset();
    return offset;
}

static void end(int signal) {
    (void) signal;
    _exit(0);
}

void pm_end_calmly(int32_t calmly) {
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction now;
        // What is ignored, as behind nohup, stays ignored.
        if (sigaction(signals[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN) {
            struct sigaction next = {.sa_handler = calmly ? end : SIG_DFL};
            sigaction(signals[i], &next, NULL);
        }
    }
}

int32_t pm_hand_over(void) {
    static const char there[] = "/../libexec/pmctl-java";
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - sizeof there);
    if (length < 0) {
        return -errno;
    }
    path[length] = '\0';
    char *name = strrchr(path, '/');
    memcpy(name == NULL ? path : name, there, sizeof there);
    signal(SIGPIPE, SIG_DFL);
    execv(path, arguments);
    return -errno;
}

void pm_exit(int32_t code) {
    exit(code);
}
