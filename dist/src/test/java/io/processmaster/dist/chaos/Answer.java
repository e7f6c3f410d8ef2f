package io.processmaster.dist.chaos;

import io.processmaster.common.json.JsonObject;

/** How a request to a daemon that may die at any moment went. */
sealed interface Answer {
    /** It was answered. */
    record Result(JsonObject json) implements Answer {
        @Override
        public String toString() {
            return "ok";
        }
    }

    /** It was refused. */
    record Refusal(String kind, String message) implements Answer {
        @Override
        public String toString() {
            return kind + ": " + message;
        }
    }

    /** Nobody was there, or the daemon died before it answered. */
    record Nobody(String why) implements Answer {
        @Override
        public String toString() {
            return "nobody: " + why;
        }
    }
}
