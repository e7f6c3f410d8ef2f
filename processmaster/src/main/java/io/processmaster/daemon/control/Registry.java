package io.processmaster.daemon.control;

import io.processmaster.common.spec.AppDraft;
import java.util.List;

/** The apps as things with numbers, to be looked up and added; callable from any thread, each call blocks until done. */
public interface Registry {
    /** All apps, sorted by number. */
    List<RegisteredApp> apps() throws Refused;

    /**
     * One app.
     *
     * @param nameOrNumber taken for a name first, also when it consists of digits
     * @throws Refused with kind UNKNOWN_APP when no app has that name or number
     */
    RegisteredApp app(String nameOrNumber) throws Refused;

    /** Whom an app runs as whose draft does not say. */
    String usualUser();

    /**
     * Writes a definition and takes it into force, together with whatever else has changed in the definitions.
     *
     * @throws Refused when that failed for a reason that lies not in the draft; the definition is not there then, unless
     *     the message says otherwise
     */
    Created create(Actor actor, AppDraft draft) throws Refused;

    /** What came of a draft. */
    sealed interface Created {
        /** It is an app now. */
        record Done(RegisteredApp app) implements Created {}

        /** Nothing was done: the name is taken. */
        record Taken(String by) implements Created {}

        /**
         * Nothing is left of it: it is no good definition.
         *
         * @param problems each beginning with the key where there is one
         */
        record Wrong(List<String> problems) implements Created {
            /** Copies the list. */
            public Wrong {
                problems = List.copyOf(problems);
            }
        }
    }
}
