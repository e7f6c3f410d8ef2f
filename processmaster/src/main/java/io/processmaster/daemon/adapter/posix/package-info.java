/** The system calls that Java lacks, through jnr-ffi; nothing else imports jnr. */
package io.processmaster.daemon.adapter.posix;
