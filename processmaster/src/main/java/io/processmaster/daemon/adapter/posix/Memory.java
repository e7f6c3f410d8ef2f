package io.processmaster.daemon.adapter.posix;

import com.kenai.jffi.MemoryIO;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Zeroed memory outside the heap, for what the C library keeps or follows an address in; freed once unreachable.
 *
 * <p>Every access is checked against its end. Whoever hands out an address keeps the memory reachable as long as it is used.
 */
final class Memory {
    private static final MemoryIO ANYWHERE = MemoryIO.getInstance();

    private final ByteBuffer bytes;
    private final long address;

    private Memory(ByteBuffer bytes) {
        this.bytes = bytes;
        this.address = ANYWHERE.getDirectBufferAddress(bytes);
    }

    /** So many bytes, all zero. */
    static Memory of(int bytes) {
        return new Memory(ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()));
    }

    /** A C string in UTF-8, whatever the host's locale. */
    static Memory text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        Memory memory = of(utf8.length + 1);
        memory.bytes.put(0, utf8);
        return memory;
    }

    /** A C string somewhere, read as UTF-8, at most so many bytes of it; empty for the address 0. */
    static String textAt(long address, int most) {
        return address == 0
                ? ""
                : new String(ANYWHERE.getZeroTerminatedByteArray(address, most), StandardCharsets.UTF_8);
    }

    /** Keeps memory alive up to here, which the collector cannot see through an address. */
    @SuppressWarnings("ReachabilityFenceUsage") // the caller decides how far "here" is
    static void keep(Object... memory) {
        Reference.reachabilityFence(memory);
    }

    /** Where it begins. */
    long address() {
        return address;
    }

    /** How many bytes it has. */
    int size() {
        return bytes.capacity();
    }

    /** The number of 4 bytes that begins {@code at} bytes from the start, in the order of this host. */
    int getInt(int at) {
        return bytes.getInt(at);
    }

    /** As {@link #getInt}, of 8 bytes. */
    long getLong(int at) {
        return bytes.getLong(at);
    }

    void putInt(int at, int value) {
        bytes.putInt(at, value);
    }

    void putLong(int at, long value) {
        bytes.putLong(at, value);
    }
}
