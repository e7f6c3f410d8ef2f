package io.processmaster.daemon.web.server;

import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;

/** What to do when a frame was handed over, and when it could not be. */
record Sent(Runnable done, Runnable failed) implements WebSocketCallback<Void> {
    static Sent then(Runnable done, Runnable failed) {
        return new Sent(done, failed);
    }

    @Override
    public void complete(WebSocketChannel channel, Void context) {
        done.run();
    }

    @Override
    public void onError(WebSocketChannel channel, Void context, Throwable problem) {
        failed.run();
    }
}
