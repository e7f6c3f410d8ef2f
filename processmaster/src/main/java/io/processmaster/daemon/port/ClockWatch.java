package io.processmaster.daemon.port;

/** Tells when the wall clock makes a leap, which no timer of the monotonic clock notices. */
public interface ClockWatch {
    /**
     * From now on runs {@code told} whenever the wall clock was set or the host woke up from sleep, and never for a clock
     * that is merely slowed or sped up. Several may listen; each is called on the kernel thread and must not block.
     */
    void whenSet(Runnable told);
}
