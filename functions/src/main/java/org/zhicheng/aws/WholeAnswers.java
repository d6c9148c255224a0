package org.zhicheng.aws;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Takes no answer that broke off: the JDK's connections hand over what there is of one, and of an answer that ends behind its status line the
 * SDK makes one that found nothing. Here it is a fault of the connection, so that the call is repeated.
 */
final class WholeAnswers implements SdkHttpClient {

    private static final int LOWEST_STATUS = 100;
    private static final int LONGEST_REFUSAL = 1024 * 1024;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final SdkHttpClient http;

    WholeAnswers(SdkHttpClient http) {
        this.http = http;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = http.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return whole(request.httpRequest().method(), answered(prepared));
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    @Override
    public String clientName() {
        return http.clientName();
    }

    @Override
    public void close() {
        http.close();
    }

    // What broke off within its status line the SDK's client throws as what nobody repeats.
    private static HttpExecuteResponse answered(ExecutableHttpRequest prepared) throws IOException {
        try {
            return prepared.call();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (IllegalArgumentException e) {
            throw new IOException("the answer is none of HTTP", e);
        }
    }

    private static HttpExecuteResponse whole(SdkHttpMethod method, HttpExecuteResponse answer) throws IOException {
        SdkHttpResponse head = answer.httpResponse();
        if (head.statusCode() < LOWEST_STATUS) {
            throw new EOFException("the answer broke off within its status");
        }
        if (head.statusCode() == NO_CONTENT || head.statusCode() == NOT_MODIFIED || method == SdkHttpMethod.HEAD && !head.isSuccessful()) {
            return answer;
        }
        Optional<Long> length = length(head);
        if (method == SdkHttpMethod.HEAD && length.isPresent()) {
            return answer;
        }
        if (length.isEmpty() && head.firstMatchingHeader("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isEmpty()) {
            answer.responseBody().ifPresent(AbortableInputStream::abort);
            throw new EOFException("the answer broke off before its body");
        }
        AbortableInputStream body = answer.responseBody().orElseGet(() -> AbortableInputStream.create(InputStream.nullInputStream()));
        // A body in chunks is held to its last one by the JDK.
        InputStream whole = length.<InputStream>map(bytes -> new Whole(body, bytes)).orElse(body);
        // Of a refusal the SDK makes another one where it cannot read it, so it is read here.
        InputStream read = head.isSuccessful() ? whole : new ByteArrayInputStream(whole.readNBytes(LONGEST_REFUSAL));
        return HttpExecuteResponse.builder().response(head).responseBody(AbortableInputStream.create(read, body::abort)).build();
    }

    private static Optional<Long> length(SdkHttpResponse head) throws IOException {
        try {
            return head.firstMatchingHeader("Content-Length").map(Long::parseLong);
        } catch (NumberFormatException e) {
            throw new IOException("the answer's length is no number", e);
        }
    }

    /** A body of which the end is an error where it comes too early. */
    private static final class Whole extends FilterInputStream {

        private long left;

        Whole(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            count(one < 0 ? -1 : 1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            count(read);
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = in.skip(bytes);
            left -= skipped;
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void count(int read) throws EOFException {
            if (read >= 0) {
                left -= read;
            } else if (left > 0) {
                throw new EOFException("the answer broke off " + left + " bytes before its end");
            }
        }
    }
}
