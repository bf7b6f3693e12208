package dev.cleanslate.suite;

import dev.cleanslate.api.Action;
import dev.cleanslate.api.Database;
import dev.cleanslate.api.Phase;
import dev.cleanslate.api.PostCheck;
import dev.cleanslate.api.Smoke;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The methods of a suite class in the order of its source: what is wrong with them, and what calling them gives. */
final class SuiteMethods {

    private static final List<Class<? extends Annotation>> ROLES = List.of(Phase.class, PostCheck.class, Smoke.class);

    private final Class<?> type;
    private final Faults faults;
    private final Map<String, Integer> lines;
    private final List<Method> methods;
    private final Optional<Object> instance;

    SuiteMethods(Class<?> type, byte[] classFile, Faults faults) {
        this.type = type;
        this.faults = faults;
        this.lines = MethodLines.of(classFile);
        this.methods = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .filter(method -> ROLES.stream().anyMatch(method::isAnnotationPresent))
                .sorted(Comparator.comparing((Method method) -> place(method).line())
                        .thenComparing(Method::getName))
                .toList();
        this.instance = methods.isEmpty() ? Optional.empty() : made();
        methods.forEach(this::oneRole);
        if (type.getSuperclass() != Object.class) {
            faults.add(
                    Place.of(type.getName()),
                    "a suite class extends nothing, but this one extends "
                            + String.valueOf(type.getSuperclass().getName())
                            + ", which the suite's digest would not cover. Call its methods instead.");
        }
    }

    Stream<Method> with(Class<? extends Annotation> role) {
        return methods.stream().filter(method -> method.isAnnotationPresent(role));
    }

    Place place(Method method) {
        return Place.ofMethod(type, method.getName(), lines.getOrDefault(method.getName(), 0));
    }

    /** Called twice, since a plan that is another one each time is none. */
    Optional<Action> action(Method method) {
        if (method.getParameterCount() > 0) {
            wrong(
                    method,
                    "takes parameters, but the plan must be known before any database is reached. Take them out"
                            + " and say what depends on the data in SQL");
        } else if (!Action.class.isAssignableFrom(method.getReturnType())) {
            wrong(
                    method,
                    "returns " + method.getReturnType().getSimpleName()
                            + ", but a phase returns an Action. Write return wipe(\"…\") or the like");
        } else if (instance.isPresent()) {
            Optional<Action> first = called(method);
            if (first.isPresent() && !first.equals(called(method))) {
                wrong(method, "gave two different actions when called twice. Take out what changes from call to call");
            }
            return first;
        }
        return Optional.empty();
    }

    Optional<Check.Kind.Asserts> assertion(Method method) {
        boolean fits = method.getParameterCount() == 1 && method.getParameterTypes()[0] == Database.class;
        if (!fits || method.getReturnType() != void.class) {
            wrong(
                    method,
                    fits
                            ? "returns something, but nothing looks at it. Assert it and return nothing"
                            : "must take one Database and nothing else, or it has nothing to look at");
            return Optional.empty();
        }
        return instance.map(suite -> new Check.Kind.Asserts(type.getSimpleName() + "." + method.getName(), database -> {
            try {
                method.invoke(suite, database);
            } catch (InvocationTargetException thrown) {
                throw cause(thrown);
            }
        }));
    }

    void wrong(Method method, String what) {
        faults.add(place(method), "the method " + method.getName() + " " + what + ".");
    }

    private Optional<Action> called(Method method) {
        try {
            Object action = method.invoke(instance.orElseThrow());
            if (action == null) {
                wrong(method, "returned null, but a phase returns an Action");
            }
            return Optional.ofNullable((Action) action);
        } catch (InvocationTargetException thrown) {
            wrong(method, "threw " + described(cause(thrown)));
        } catch (IllegalAccessException closed) {
            wrong(method, "may not be called (" + closed.getMessage() + ")");
        }
        return Optional.empty();
    }

    private void oneRole(Method method) {
        List<String> roles = ROLES.stream()
                .filter(method::isAnnotationPresent)
                .map(role -> "@" + role.getSimpleName())
                .toList();
        if (roles.size() > 1) {
            wrong(method, "is " + String.join(" and ", roles) + " at once. A method is one of them");
        }
        boolean overloaded = methods.stream()
                .anyMatch(other -> !other.equals(method) && other.getName().equals(method.getName()));
        if (overloaded) {
            wrong(method, "shares its name with another of the suite's methods. Give each its own");
        }
        method.trySetAccessible();
    }

    private Optional<Object> made() {
        Place place = Place.of(type.getName());
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.trySetAccessible();
            return Optional.of(constructor.newInstance());
        } catch (NoSuchMethodException none) {
            faults.add(place, "the class has no constructor without parameters. Make it a top-level or static class.");
        } catch (InstantiationException | IllegalAccessException closed) {
            faults.add(place, "the class cannot be instantiated. Make it a class that is not abstract.");
        } catch (InvocationTargetException thrown) {
            faults.add(place, "the constructor threw " + described(cause(thrown)) + ".");
        }
        return Optional.empty();
    }

    private static Throwable cause(InvocationTargetException thrown) {
        return Objects.requireNonNullElse(thrown.getCause(), thrown);
    }

    private String described(Throwable thrown) {
        List<String> own = new ArrayList<>();
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().equals(type.getName())) {
                own.add(" at line " + frame.getLineNumber());
            }
        }
        String message = thrown.getMessage();
        return thrown.getClass().getSimpleName()
                + (message == null ? "" : ": " + message.replaceFirst("\\.$", ""))
                + own.stream().findFirst().orElse("");
    }
}
