package io.processmaster.daemon.adapter.posix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A zeroed struct on the heap, in the order of this host, which is handed over as its bytes; places are in bytes from the start. */
final class Struct {
    private final byte[] bytes;
    private final ByteBuffer fields;

    private Struct(byte[] bytes) {
        this.bytes = bytes;
        this.fields = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    /** One of so many bytes. */
    static Struct of(int bytes) {
        return new Struct(new byte[bytes]);
    }

    /** What to hand over; not a copy. */
    byte[] bytes() {
        return bytes;
    }

    short getShort(int at) {
        return fields.getShort(at);
    }

    int getInt(int at) {
        return fields.getInt(at);
    }

    long getLong(int at) {
        return fields.getLong(at);
    }

    Struct put(int at, byte[] value) {
        fields.put(at, value);
        return this;
    }

    Struct putShort(int at, short value) {
        fields.putShort(at, value);
        return this;
    }

    Struct putInt(int at, int value) {
        fields.putInt(at, value);
        return this;
    }

    Struct putLong(int at, long value) {
        fields.putLong(at, value);
        return this;
    }
}
