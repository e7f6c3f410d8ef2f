package io.processmaster.daemon.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.processmaster.daemon.adapter.LaunchForms;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProgramLaunchIT extends LaunchContract {
    @Override
    Optional<String> program() {
        return LaunchForms.program();
    }

    /** Although pm-launch lets another process go on in its place. */
    @Test
    void theProcessIsAChildOfTheDaemonThatLeadsItsOwnSession() throws Exception {
        // Fields 4 to 6 of its stat file: parent, process group, session.
        assertThat(
                        run("read -r pid name state parent group session rest </proc/self/stat; echo $$ $parent $group $session")
                                .split(" "))
                .satisfies(said -> assertThat(said[1])
                        .isEqualTo(Long.toString(ProcessHandle.current().pid())))
                .satisfies(said -> assertThat(said[2]).isEqualTo(said[0]))
                .satisfies(said -> assertThat(said[3]).isEqualTo(said[0]));
    }
}
