package io.processmaster.daemon.engine;

import io.processmaster.daemon.port.Accounts;
import io.processmaster.daemon.port.CgroupTree;
import io.processmaster.daemon.port.EnvironmentSource;
import io.processmaster.daemon.port.EventLog;
import io.processmaster.daemon.port.KernelWatch;
import io.processmaster.daemon.port.Launcher;
import io.processmaster.daemon.port.LogFiles;
import io.processmaster.daemon.port.LogRotation;
import io.processmaster.daemon.port.ProcessTable;
import io.processmaster.daemon.port.RunHistory;
import io.processmaster.daemon.port.TimeSource;

/**
 * Everything outside that the engine acts on.
 *
 * @param cgroups the apps' cgroups
 * @param kernel tells emptiness and exits
 * @param launcher starts processes
 * @param processes what /proc says
 * @param accounts users and groups
 * @param environment makes environments
 * @param logs opens log files
 * @param rotation rotates log files
 * @param history keeps finished runs
 * @param events keeps the journal
 * @param time both clocks
 */
public record Ports(
        CgroupTree cgroups,
        KernelWatch kernel,
        Launcher launcher,
        ProcessTable processes,
        Accounts accounts,
        EnvironmentSource environment,
        LogFiles logs,
        LogRotation rotation,
        RunHistory history,
        EventLog events,
        TimeSource time) {}
