package org.zhicheng.demo.play;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Moves the system's time of day, where it can be moved; the samples tell a story of two months. */
@FunctionalInterface
public interface ClockControl {

    /** Lets the system's clock show this instant now; whether it could. */
    boolean set(Instant now);

    /** Whether the system's time can be moved at all. */
    default boolean canSet() {
        return true;
    }

    /** A real deployment: time passes as it does. */
    static ClockControl none() {
        return new ClockControl() {
            @Override
            public boolean set(Instant now) {
                return false;
            }

            @Override
            public boolean canSet() {
                return false;
            }
        };
    }

    /** The embedded stack's. */
    static ClockControl embedded(URI api) {
        URI clock = URI.create(api.toString().replaceFirst("/$", "") + "/_local/clock");
        HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        return now -> {
            try {
                String body = new ObjectMapper().writeValueAsString(Map.of("now", now.toString()));
                HttpRequest request = HttpRequest.newBuilder(clock).header("content-type", "application/json")
                        .timeout(Duration.ofSeconds(30)).PUT(BodyPublishers.ofString(body)).build();
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new Unexpected("不能拨动时钟 the clock cannot be set: " + answer.statusCode() + " " + answer.body());
                }
                return true;
            } catch (IOException e) {
                throw new Unexpected("不能拨动时钟 the clock cannot be set: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Unexpected("interrupted", e);
            }
        };
    }

    /** The embedded stack's where this API is one, none elsewhere. */
    static ClockControl of(URI api) {
        URI clock = URI.create(api.toString().replaceFirst("/$", "") + "/_local/clock");
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
            HttpRequest request = HttpRequest.newBuilder(clock).timeout(Duration.ofSeconds(30)).build();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200 && answer.body().contains("\"now\"") ? embedded(api) : none();
        } catch (IOException e) {
            throw new Unexpected("接口没有回应 the API does not answer: " + api + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unexpected("interrupted", e);
        }
    }
}
