package io.processmaster.daemon.web.http;

import io.processmaster.common.auth.Role;

/**
 * One path with one method, and what answers it.
 *
 * @param verb GET, POST, PUT or DELETE; HEAD is answered by what answers GET
 * @param path absolute; a segment in braces stands for any one segment and has its name
 * @param role the least that is needed
 * @param pace how long it may take
 * @param failures the form of its errors
 * @param endpoint what answers
 */
public record Route(String verb, String path, Role role, Pace pace, ErrorForm failures, Endpoint endpoint) {
    /** How long an answer may take. */
    public enum Pace {
        /** Milliseconds: it only looks. */
        QUICK,
        /** As long, and as much memory, as there are apps: it tells of all of them. */
        WHOLE,
        /** Seconds, and much memory: it reads files of any size. */
        READING,
        /** As long as an app takes to stop; it must not hold up others. */
        PATIENT
    }

    /** Whether it changes something, and so has to be meant. */
    public boolean mutates() {
        return !verb.equals("GET");
    }
}
