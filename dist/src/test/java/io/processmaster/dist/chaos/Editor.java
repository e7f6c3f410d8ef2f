package io.processmaster.dist.chaos;

import io.processmaster.common.json.JsonObject;
import io.processmaster.common.rpc.Method;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Edits the definitions of the fleet, as people do with their files.
 *
 * @param fleet whose definitions
 * @param wire to have the daemon read them
 * @param lives the daemon, to be sent SIGHUP
 */
record Editor(ChaosFleet fleet, Wire wire, Lives lives) implements Actor {
    private static final long TWICE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    @Override
    public String act(Step step) {
        int dice = step.dice();
        return switch (step.deed()) {
            case EDIT_GOOD -> {
                fleet.change(step.app(), dice);
                yield "written";
            }
            case EDIT_BAD -> {
                fleet.spoil(step.app(), dice);
                yield "spoilt";
            }
            case EDIT_ADD -> fleet.add(dice) + " added";
            case EDIT_REMOVE -> fleet.remove(dice) + " removed";
            case EDIT_RENAME -> fleet.rename(dice) + " renamed";
            case EDIT_TWICE -> twice(step.app());
            default -> {
                lives.signal("HUP");
                yield "told to reload";
            }
        };
    }

    private String twice(String app) {
        fleet.twice(app);
        Answer answer = wire.ask(Method.UPDATE, JsonObject.EMPTY);
        // A daemon that refused to start because of it had it taken away.
        boolean stayed = fleet.isDoubled();
        LockSupport.parkNanos(TWICE_NANOS);
        fleet.undouble();
        if (stayed && answer instanceof Answer.Result) {
            throw new Violation("an update with two definitions of " + app + " was not refused");
        }
        return answer.toString();
    }
}
