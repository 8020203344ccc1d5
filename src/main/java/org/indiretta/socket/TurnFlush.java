package org.indiretta.socket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.ArrayList;
import java.util.List;

/**
 * What one turn of an event loop writes to a connection goes out in one call to the kernel: after a
 * commit a busy connection gets several replies and pushes, and a call for each was a third of all
 * work. Belongs to one event loop; one task a turn serves all its connections.
 */
final class TurnFlush {
  private List<Gate> waiting = new ArrayList<>();
  private List<Gate> flushing = new ArrayList<>();

  /**
   * From now on the channel is flushed at the end of a turn. The time-out of plain HTTP goes: the
   * hub keeps the time of live connections, with one timer for all.
   */
  void serve(Channel channel) {
    channel.pipeline().addFirst(new Gate());
    if (channel.pipeline().get(IdleStateHandler.class) != null) {
      channel.pipeline().remove(IdleStateHandler.class);
    }
  }

  private void add(Gate gate) {
    waiting.add(gate);
    if (waiting.size() == 1) {
      gate.context.executor().execute(this::endTurn);
    }
  }

  private void endTurn() {
    List<Gate> all = waiting;
    waiting = flushing;
    flushing = all;
    all.forEach(Gate::open);
    all.clear();
  }

  /** Stands next to the socket and holds flushes back. */
  private final class Gate extends ChannelOutboundHandlerAdapter {
    private ChannelHandlerContext context;
    private boolean due;

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
      context = added;
    }

    @Override
    public void flush(ChannelHandlerContext from) {
      if (!due) {
        due = true;
        add(this);
      }
    }

    void open() {
      if (due) {
        due = false;
        context.flush();
      }
    }

    /** The last word goes before the end. */
    @Override
    public void close(ChannelHandlerContext from, ChannelPromise promise) {
      open();
      var _ = from.close(promise);
    }

    @Override
    public void disconnect(ChannelHandlerContext from, ChannelPromise promise) {
      open();
      var _ = from.disconnect(promise);
    }
  }
}
