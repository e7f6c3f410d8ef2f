package io.processmaster.daemon.web.access;

/** How a visitor proved who they are. */
public enum Way {
    /** Name and password with the request, which browsers send on their own. */
    BASIC,
    /** A cookie, which browsers send on their own too. */
    SESSION,
    /** A bearer token, which only a program sends that means it. */
    TOKEN;

    /** Whether another page can make a browser send it, so that a mutation needs a further proof. */
    public boolean needsCsrfToken() {
        return this != TOKEN;
    }
}
