package io.processmaster.nativeform;

import java.io.IOException;
import java.io.OutputStream;
import org.teavm.interop.Address;

/** A stream into a descriptor that was open when the process began. */
final class Descriptor extends OutputStream {
    private final int number;

    Descriptor(int number) {
        this.number = number;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
        writeAll(number, bytes, start, length);
    }

    /** Writes all of it; fails with the words of the C library. */
    static void writeAll(int descriptor, byte[] bytes, int start, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int count = CLibrary.write(descriptor, Address.ofData(bytes).add(start + done), length - done);
            if (count < 0) {
                throw Fault.of(count);
            }
            done += count;
        }
    }
}
