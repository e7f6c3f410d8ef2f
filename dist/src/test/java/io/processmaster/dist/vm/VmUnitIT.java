package io.processmaster.dist.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.dist.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The assembled tree on a pure cgroup v2 under systemd. */
final class VmUnitIT {
    @RegisterExtension
    static final VirtualMachine machine = VirtualMachine.named("unit");

    @Test
    void theHierarchyIsPure() {
        assertThat(machine.run("stat -fc %T /sys/fs/cgroup").expect(0).stdout()).isEqualTo("cgroup2fs\n");
    }

    @Test
    void theTreeRunsAsAUnit() {
        machine.run("cp -a " + Tree.root() + " /opt/processmaster && mkdir -p /etc/processmaster/config.d &&"
                        + " cp /opt/processmaster/etc/config.yaml /etc/processmaster/ &&"
                        + " cp /opt/processmaster/systemd/processmaster.service /etc/systemd/system/ &&"
                        + " systemctl daemon-reload && time systemctl enable --now processmaster")
                .expect(0);
        assertThat(machine.run("systemctl is-active processmaster").expect(0).stdout())
                .isEqualTo("active\n");
        machine.run("time /opt/processmaster/bin/pmctl status").expect(0);
    }
}
