package io.processmaster.daemon.control;

import io.processmaster.common.api.AdminEntry;
import io.processmaster.common.api.AdminStarted;
import io.processmaster.common.json.JsonArray;
import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.ErrorKind;
import io.processmaster.common.spec.AdminAction;
import io.processmaster.daemon.port.AdminActions;
import java.io.IOException;
import java.util.List;

/**
 * The use cases on admin actions.
 *
 * @param actions what can be run
 * @param audit who asked for what
 */
record Admins(AdminActions actions, Audit audit) {
    List<AdminEntry> list() {
        return actions.all().stream()
                .map(action -> new AdminEntry(action.id(), action.label(), action.command()))
                .toList();
    }

    List<Integer> pids() throws Refused {
        try {
            return actions.pids();
        } catch (IOException e) {
            throw new Refused(ErrorKind.IO_FAILED, "cannot list the processes of admin actions: " + e.getMessage());
        }
    }

    AdminStarted run(Actor actor, String id) throws Refused {
        AdminAction action = find(id);
        audit.requested(actor, "admin_run", List.of(id));
        AdminActions.Started started = actions.run(action, actor.name());
        if (started instanceof AdminActions.Started.Running running) {
            return new AdminStarted(id, running.pid());
        }
        if (started instanceof AdminActions.Started.Full full) {
            throw new Refused(
                    ErrorKind.BUSY,
                    "cannot run " + id + ": " + full.most() + " admin actions run already (see pmctl admin-ps)");
        }
        throw new Refused(
                ErrorKind.START_FAILED, "cannot run " + id + ": " + ((AdminActions.Started.Failed) started).reason());
    }

    private AdminAction find(String id) throws Refused {
        List<String> known = actions.all().stream().map(AdminAction::id).toList();
        int at = known.indexOf(id);
        if (at < 0) {
            String advice = known.isEmpty() ? "admin_actions has none" : "there are " + String.join(", ", known);
            throw new Refused(
                    ErrorKind.UNKNOWN_ACTION,
                    "no such admin action: " + id + " (" + advice + ")",
                    JsonObject.builder().put("ids", JsonArray.ofTexts(known)).build());
        }
        return actions.all().get(at);
    }

    int kill(Actor actor) throws Refused {
        audit.requested(actor, "admin_kill", List.of());
        try {
            return actions.kill();
        } catch (IOException e) {
            throw new Refused(ErrorKind.STOP_FAILED, "cannot end all admin actions: " + e.getMessage());
        }
    }
}
