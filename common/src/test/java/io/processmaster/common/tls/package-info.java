/** What the tests of all modules share to speak TLS. */
package io.processmaster.common.tls;
