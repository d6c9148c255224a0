package org.zhicheng.checks.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.fasterxml.jackson.databind.JsonNode;

/** Sends every command twice at the same moment, as of an impatient finger, and can send earlier ones again. */
final class TwiceDoor implements Door {

    private final Door door;
    private final List<Callable<Reply>> past = new ArrayList<>();

    TwiceDoor(Door door) {
        this.door = door;
    }

    @Override
    public Reply send(String sub, boolean staff, String method, String path, JsonNode body, Map<String, String> headers) {
        Callable<Reply> request = () -> door.send(sub, staff, method, path, body, headers);
        if (method.equals("GET")) {
            return call(request);
        }
        // A longer deadline counts from the day it is given, so the same request on another day is another wish.
        if (!path.endsWith("/deadline")) {
            past.add(request);
        }
        List<Reply> replies = together(List.of(request, request));
        return replies.stream().filter(Reply::succeeded).findFirst().orElse(replies.getLast());
    }

    /** Sends some request of before once more; whatever it answers. */
    void again(Random random) {
        if (!past.isEmpty()) {
            call(past.get(random.nextInt(past.size())));
        }
    }

    private static Reply call(Callable<Reply> request) {
        try {
            return request.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** All at the same moment. */
    static <T> List<T> together(List<? extends Callable<T>> calls) {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            calls.forEach(call -> running.add(threads.submit(call)));
            for (Future<T> one : running) {
                results.add(one.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return results;
    }
}
