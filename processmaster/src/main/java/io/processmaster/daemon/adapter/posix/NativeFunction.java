package io.processmaster.daemon.adapter.posix;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Library;
import com.kenai.jffi.ObjectParameterInfo;
import com.kenai.jffi.ObjectParameterStrategy;
import com.kenai.jffi.Type;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A function of the C library, called with numbers, addresses and arrays; what it leaves in errno is kept for the thread.
 *
 * <p>Each argument goes as 64 bits, as the extended form of an int: in all ABIs of Linux on 64 bits the first six have a
 * register each, in variadic functions too, and who takes an int looks at the lower half only. Of a result that is an int
 * likewise only the lower half counts, so whoever calls casts it. An array is copied for the call, never pinned: a call may
 * wait, and the collector must not wait with it.
 */
final class NativeFunction {
    private static final int MOST_PARAMETERS = 6;
    private static final Invoker INVOKER = Invoker.getInstance();
    private static final CallContext[] CONTEXTS = contexts();
    private static final ObjectParameterStrategy<byte[]> WHOLE = new WholeArray();
    private static final ObjectParameterStrategy<ByteBuffer> REST = new RestOfBuffer();

    private final String name;
    private final long address;
    private final CallContext context;
    private final ObjectParameterInfo[] arrays;

    private NativeFunction(String name, int parameters, ObjectParameterInfo... arrays) {
        this.name = name;
        this.address = Library.getDefault().getSymbolAddress(name);
        this.context = CONTEXTS[parameters];
        this.arrays = arrays;
    }

    /**
     * Finds it by its name; one that this C library does not have fails when it is called.
     *
     * @param arrays which parameters are arrays, in their order
     */
    static NativeFunction of(String name, int parameters, ObjectParameterInfo... arrays) {
        return new NativeFunction(name, parameters, arrays);
    }

    /** An array that the function reads, by its place among the parameters. */
    static ObjectParameterInfo in(int parameter) {
        return array(parameter, ObjectParameterInfo.IN);
    }

    /** An array that the function writes; what it leaves out is undefined afterwards. */
    static ObjectParameterInfo out(int parameter) {
        return array(parameter, ObjectParameterInfo.OUT);
    }

    /** An array that the function reads and writes. */
    static ObjectParameterInfo inOut(int parameter) {
        return array(parameter, ObjectParameterInfo.IN | ObjectParameterInfo.OUT);
    }

    private static ObjectParameterInfo array(int parameter, int direction) {
        return ObjectParameterInfo.create(parameter, ObjectParameterInfo.ARRAY, ObjectParameterInfo.BYTE, direction);
    }

    private static CallContext[] contexts() {
        CallContext[] contexts = new CallContext[MOST_PARAMETERS + 1];
        for (int count = 0; count <= MOST_PARAMETERS; count++) {
            Type[] types = new Type[count];
            Arrays.fill(types, Type.SLONG_LONG);
            contexts[count] = new CallContext(Type.SLONG_LONG, types, CallingConvention.DEFAULT, true);
        }
        return contexts;
    }

    private long address() {
        if (address == 0) {
            throw new UnsatisfiedLinkError("the C library has no " + name);
        }
        return address;
    }

    long call() {
        return INVOKER.invokeN0(context, address());
    }

    long call(long a) {
        return INVOKER.invokeN1(context, address(), a);
    }

    long call(long a, long b) {
        return INVOKER.invokeN2(context, address(), a, b);
    }

    long call(long a, long b, long c) {
        return INVOKER.invokeN3(context, address(), a, b, c);
    }

    long call(long a, long b, long c, long d) {
        return INVOKER.invokeN4(context, address(), a, b, c, d);
    }

    long call(long a, long b, long c, long d, long e) {
        return INVOKER.invokeN5(context, address(), a, b, c, d, e);
    }

    long call(long a, long b, long c, long d, long e, long f) {
        return INVOKER.invokeN6(context, address(), a, b, c, d, e, f);
    }

    /** With one array, for which the number in its place stands. */
    long call(long a, long b, byte[] array) {
        return INVOKER.invokeN2(context, address(), a, b, 1, array, WHOLE, arrays[0]);
    }

    /** As {@link #call(long, long, byte[])}. */
    long call(long a, long b, long c, byte[] array) {
        return INVOKER.invokeN3(context, address(), a, b, c, 1, array, WHOLE, arrays[0]);
    }

    /** As {@link #call(long, long, byte[])}. */
    long call(long a, long b, long c, long d, byte[] array) {
        return INVOKER.invokeN4(context, address(), a, b, c, d, 1, array, WHOLE, arrays[0]);
    }

    /** With what remains in a buffer on the heap. */
    long call(long a, long b, long c, long d, ByteBuffer buffer) {
        return INVOKER.invokeN4(context, address(), a, b, c, d, 1, buffer, REST, arrays[0]);
    }

    /** As {@link #call(long, long, byte[])}. */
    long call(long a, long b, long c, long d, long e, byte[] array) {
        return INVOKER.invokeN5(context, address(), a, b, c, d, e, 1, array, WHOLE, arrays[0]);
    }

    /** With two arrays. */
    long call(long a, long b, long c, long d, byte[] first, byte[] second) {
        return INVOKER.invokeN4(context, address(), a, b, c, d, 2, first, WHOLE, arrays[0], second, WHOLE, arrays[1]);
    }

    /** With two arrays. */
    long call(long a, long b, long c, long d, long e, byte[] first, byte[] second) {
        return INVOKER.invokeN5(
                context, address(), a, b, c, d, e, 2, first, WHOLE, arrays[0], second, WHOLE, arrays[1]);
    }

    /** With three arrays in the first places. */
    long call(byte[] first, byte[] second, byte[] third, long d) {
        return INVOKER.invokeN4(
                context, address(), 0, 0, 0, d, 3, first, WHOLE, arrays[0], second, WHOLE, arrays[1], third, WHOLE,
                arrays[2]);
    }

    /** With three arrays in the first places. */
    long call(byte[] first, byte[] second, byte[] third, long d, long e) {
        return INVOKER.invokeN5(
                context, address(), 0, 0, 0, d, e, 3, first, WHOLE, arrays[0], second, WHOLE, arrays[1], third, WHOLE,
                arrays[2]);
    }

    /** All of an array. */
    private static final class WholeArray extends ObjectParameterStrategy<byte[]> {
        WholeArray() {
            super(HEAP);
        }

        @Override
        public long address(byte[] array) {
            return 0;
        }

        @Override
        public Object object(byte[] array) {
            return array;
        }

        @Override
        public int offset(byte[] array) {
            return 0;
        }

        @Override
        public int length(byte[] array) {
            return array.length;
        }
    }

    /** What remains of a buffer that has an array. */
    private static final class RestOfBuffer extends ObjectParameterStrategy<ByteBuffer> {
        RestOfBuffer() {
            super(HEAP);
        }

        @Override
        public long address(ByteBuffer buffer) {
            return 0;
        }

        @Override
        @SuppressWarnings("ByteBufferBackingArray") // the offset is asked for apart
        public Object object(ByteBuffer buffer) {
            return buffer.array();
        }

        @Override
        public int offset(ByteBuffer buffer) {
            return buffer.arrayOffset() + buffer.position();
        }

        @Override
        public int length(ByteBuffer buffer) {
            return buffer.remaining();
        }
    }
}
