/** The system calls that Java lacks, through jffi, which nothing else imports. */
package io.processmaster.daemon.adapter.posix;
