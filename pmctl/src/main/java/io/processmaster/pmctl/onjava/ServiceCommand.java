package io.processmaster.pmctl.onjava;

import io.processmaster.pmctl.command.Command;
import io.processmaster.pmctl.command.Session;
import io.processmaster.pmctl.line.ExitCode;
import io.processmaster.pmctl.service.Host;
import io.processmaster.pmctl.service.InstalledTree;
import io.processmaster.pmctl.service.Refusal;
import io.processmaster.pmctl.service.ServiceInstallation;
import io.processmaster.pmctl.terminal.Printable;
import java.util.List;

/** Installs the daemon as a service of systemd, where no package did. */
final class ServiceCommand implements Command {
    @Override
    public ExitCode run(Session session) {
        String what = session.line().arguments().get(0);
        if (session.line().has("no-start") && !what.equals("install")) {
            throw session.line().wrong("--no-start belongs to service install");
        }
        try {
            ServiceInstallation service = new ServiceInstallation(Host.ofThisProcess(), InstalledTree.ofThisProgram());
            return switch (what) {
                case "install" -> told(session, service.install(!session.line().has("no-start")));
                case "uninstall" -> told(session, service.uninstall());
                default -> {
                    told(session, service.status());
                    yield service.isActive() ? ExitCode.DONE : ExitCode.FAILED;
                }
            };
        } catch (Refusal e) {
            session.output().complain("service " + what + ": " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private static ExitCode told(Session session, List<String> lines) {
        lines.forEach(line -> session.text().append(Printable.line(line)).append('\n'));
        return ExitCode.DONE;
    }
}
