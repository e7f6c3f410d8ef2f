package io.processmaster.daemon.control;

import io.processmaster.common.api.DefinitionReport;
import io.processmaster.common.api.PortsReport;
import io.processmaster.common.config.DefinitionText;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.daemon.core.fleet.AppView;
import io.processmaster.daemon.port.CgroupTree;
import io.processmaster.daemon.port.OpenPorts;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells what an app is defined as, and where it can be reached. */
final class Insights {
    private final CgroupTree cgroups;
    private final OpenPorts ports;

    Insights(CgroupTree cgroups, OpenPorts ports) {
        this.cgroups = cgroups;
        this.ports = ports;
    }

    static DefinitionReport definition(AppView app) {
        return new DefinitionReport(
                app.spec().name().text(),
                app.spec().sourceFile(),
                app.isOutdated(),
                app.problems(),
                DefinitionText.masked(app.spec()));
    }

    PortsReport ports(AppView app) throws Refused {
        try {
            List<OpenPorts.OpenPort> found = ports.of(cgroups.pids(app.spec().name()));
            // A number may have gone to a process of somebody else while it was looked at.
            Set<Integer> members = new HashSet<>(cgroups.pids(app.spec().name()));
            return new PortsReport(
                    app.spec().name().text(),
                    found.stream()
                            .filter(port -> members.contains(port.pid()))
                            .map(p -> new PortsReport.Port(p.protocol(), p.address(), p.port(), p.pid(), p.process()))
                            .toList());
        } catch (IOException e) {
            throw new Refused(
                    ErrorKind.IO_FAILED,
                    "cannot find the ports of " + app.spec().name() + ": " + e.getMessage());
        }
    }
}
