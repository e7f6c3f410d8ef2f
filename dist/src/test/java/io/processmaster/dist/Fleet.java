package io.processmaster.dist;

/** Real services and jobs of every temper, for a console to show. */
final class Fleet {
    /** What the password of {@code web}'s database is; nothing that a console shows may contain it. */
    static final String SECRET = "hunter2-of-the-database";

    private static final String SLEEP = "exec sleep 100000";

    private Fleet() {}

    /** Defines all of it: 5 services that run, one that crashes, one that is off, 3 jobs, 2 admin actions. */
    static void define(DaemonHome home) {
        apps(home);
        home.configure(
                """
                admin_actions:
                  disk-usage: {label: Show the use of disks, command: [/bin/sh, -c, 'echo disks are fine']}
                  long-job: {label: A long job, command: [/bin/sleep, '100000']}
                """);
    }

    private static void apps(DaemonHome home) {
        web(home);
        home.defineShell(
                "slow",
                "trap 'sleep 5; exit 0' TERM; echo up; while :; do sleep 0.2; done",
                "  stop_grace_period_ms: 8000");
        home.defineShell("forking", "for i in 1 2 3; do sleep 100000 & done; echo forked; wait");
        home.defineShell("database", "echo ready for connections; " + SLEEP);
        home.defineShell("mail", "echo queue empty; " + SLEEP);
        home.defineShell(
                "flaky",
                "echo 'cannot open the database: connection refused' >&2; exit 3",
                "restart_policy: {policy: on_failure, restart_backoff_ms: 600000, max_backoff_ms: 600000}");
        home.defineShell("archive", SLEEP, "global: {enabled: false}");
        home.defineShell("tick", "echo tick; exit 0", "  schedule: '*/2 * * * * *'");
        home.defineShell(
                "report", "echo a report; exit 0", "  schedule: '30 3 * * MON-FRI'", "  time_zone: Europe/Berlin");
        home.defineShell("cleanup", "echo nothing to clean >&2; exit 5", "  schedule: '*/3 * * * * *'");
    }

    /** Changes files, until {@code shown} has run, so that a reload would do something of each kind. */
    static void change(DaemonHome home, Runnable shown) {
        home.defineShell("database", "echo ready for connections; exec sleep 200000", "  nice: 5");
        home.defineShell("mail", "echo queue empty; " + SLEEP, "restart_policy: {restart_backoff_ms: 3000}");
        home.defineShell("search", SLEEP);
        home.define("cleanup", "process:\n  working_directory: /tmp\n  start_comand: [/bin/true]\n");
        home.undefine("forking");
        try {
            shown.run();
        } finally {
            home.undefine("search");
            apps(home);
        }
    }

    // Listens on a port, says something in colours each half a second, and needs a little processor.
    private static void web(DaemonHome home) {
        String script =
                """
                use IO::Socket::INET;
                $| = 1;
                my $s = IO::Socket::INET->new(LocalAddr => "127.0.0.1", LocalPort => 0, Listen => 5) or die;
                print "listening on port ", $s->sockport, "\\n";
                my $n = 0;
                while (1) {
                    my $x = 0;
                    $x += $_ for 1 .. 200000;
                    printf("\\e[32mINFO\\e[0m request %%d took \\e[1;33m%%d ms\\e[0m\\n", ++$n, $n %% 40);
                    printf(STDERR "\\e[31mERROR\\e[0m request %%d failed\\n", $n) if $n %% 20 == 0;
                    select(undef, undef, undef, 0.5);
                }
                """;
        home.define(
                "web",
                """
                process:
                  working_directory: %s
                  start_command:
                    - /usr/bin/perl
                    - -e
                    - |
                %s
                  environment:
                    - {name: DATABASE_PASSWORD, value: '%s'}
                    - {name: GREETING, value: hello}
                """
                        .formatted(
                                home.directory("web"), script.replace("%%", "%").indent(6), SECRET));
    }
}
