package io.processmaster.daemon.web.live;

import io.processmaster.common.json.JsonObject;

/** One text for several links, rendered once; what differs from link to link is at most its number. */
sealed interface Message {
    /** The text for the link on which it is message number {@code seq}. */
    String text(long seq);

    /** A message with a type and, on each link, a number. */
    static Message numbered(String type, JsonObject body) {
        String rest = body.compact().substring(1);
        return new Numbered("{\"type\":\"" + type + "\",\"seq\":", rest.equals("}") ? rest : "," + rest);
    }

    /** A message with a type, the same on each link. */
    static Message plain(String type, JsonObject body) {
        JsonObject.Builder all = JsonObject.builder().put("type", type);
        body.members().forEach(all::put);
        return new Plain(all.build().compact());
    }

    /**
     * With the number put in.
     *
     * @param before what comes before the number
     * @param after what comes behind it
     */
    record Numbered(String before, String after) implements Message {
        @Override
        public String text(long seq) {
            return before + seq + after;
        }
    }

    /** Without a number. */
    record Plain(String text) implements Message {
        @Override
        public String text(long seq) {
            return text;
        }
    }
}
