package io.processmaster.daemon.web.tls;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/** TLS 1.2 and 1.3 of a server, whatever else the host's Java would allow. */
public final class TlsContext {
    /** The versions, the best first. */
    public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    private TlsContext() {}

    /** A context whose engines speak these versions only; it makes no sockets and asks clients for no certificate. */
    public static SSLContext of(RenewedIdentity identity) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {identity}, new TrustManager[0], new SecureRandom());
            return new Strict(context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Strict extends SSLContext {
        private Strict(SSLContext context) {
            super(new StrictSpi(context), context.getProvider(), context.getProtocol());
        }
    }

    private static final class StrictSpi extends SSLContextSpi {
        private final SSLContext context;

        private StrictSpi(SSLContext context) {
            this.context = context;
        }

        private static SSLEngine strict(SSLEngine engine) {
            engine.setEnabledProtocols(PROTOCOLS.toArray(String[]::new));
            engine.setUseClientMode(false);
            return engine;
        }

        private static SSLParameters strict(SSLParameters parameters) {
            parameters.setProtocols(PROTOCOLS.toArray(String[]::new));
            return parameters;
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return strict(context.createSSLEngine());
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return strict(context.createSSLEngine(host, port));
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            return strict(context.getDefaultSSLParameters());
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return strict(context.getSupportedSSLParameters());
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return context.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return context.getClientSessionContext();
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
            throw new IllegalStateException("it is initialized already");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            throw new UnsupportedOperationException("only engines are made");
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            throw new UnsupportedOperationException("only engines are made");
        }
    }
}
