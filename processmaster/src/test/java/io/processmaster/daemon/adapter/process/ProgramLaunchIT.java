package io.processmaster.daemon.adapter.process;

import io.processmaster.daemon.adapter.LaunchForms;
import java.util.Optional;

final class ProgramLaunchIT extends LaunchContract {
    @Override
    Optional<String> program() {
        return LaunchForms.program();
    }
}
