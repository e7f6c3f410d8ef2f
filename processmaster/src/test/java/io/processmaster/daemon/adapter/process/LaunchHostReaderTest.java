package io.processmaster.daemon.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.daemon.core.launch.Credentials;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LaunchHostReaderTest {
    @Test
    void theKernelsIdsAreCredentialsWhenTheyAreAllTheSame() {
        assertThat(LaunchHostReader.credentials(
                        "Name:\tjava\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\nGroups:\t0 4 \nVm:\t1\n"))
                .contains(new Credentials(0, 0, List.of(0, 4)));
        assertThat(LaunchHostReader.credentials("Uid:\t7\t7\t7\t7\nGid:\t4294967294\t4294967294\nGroups:\t \n"))
                .contains(new Credentials(7, -2, List.of()));
    }

    @Test
    void otherwiseNobodyIsSaidToBeLikeThem() {
        assertThat(LaunchHostReader.credentials("Uid:\t0\t1\t0\t0\nGid:\t0\t0\t0\t0\nGroups:\t\n"))
                .isEmpty();
        assertThat(LaunchHostReader.credentials("Uid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t5\nGroups:\t\n"))
                .isEmpty();
        assertThat(LaunchHostReader.credentials("")).isEmpty();
    }
}
