"""Optimisers that Keras has with other formulas; word for word in scripts with them."""

import keras
from keras import ops


class Adagrad(keras.optimizers.Optimizer):
    """s <- s + g^2; w <- w - rate g / (sqrt(s) + epsilon).

    Keras' own starts s at 0.1 and has epsilon under the root.
    """

    def __init__(self, learning_rate, epsilon, **others):
        super().__init__(learning_rate, **others)
        self.epsilon = epsilon

    def build(self, variables):
        super().build(variables)
        add = self.add_variable_from_reference
        self.sums = [add(weight, "sum") for weight in variables]

    def update_step(self, gradient, variable, learning_rate):
        s = self.sums[self._get_variable_index(variable)]
        s.assign(s + gradient * gradient)
        step = learning_rate * gradient / (ops.sqrt(s) + self.epsilon)
        variable.assign(variable - step)


class Adam(keras.optimizers.Optimizer):
    """w <- w - rate m' / (sqrt(v') + epsilon), with m' and v' the means of g and g^2.

    Keras' own adds epsilon to a root that is not yet corrected for the start at zero.
    """

    def __init__(self, learning_rate, beta_1, beta_2, epsilon, **others):
        super().__init__(learning_rate, **others)
        self.beta_1, self.beta_2, self.epsilon = beta_1, beta_2, epsilon

    def build(self, variables):
        super().build(variables)
        add = self.add_variable_from_reference
        self.means = [add(weight, "mean") for weight in variables]
        self.squares = [add(weight, "square") for weight in variables]

    def update_step(self, gradient, variable, learning_rate):
        number = self._get_variable_index(variable)
        m, v = self.means[number], self.squares[number]
        m.assign(self.beta_1 * m + (1 - self.beta_1) * gradient)
        v.assign(self.beta_2 * v + (1 - self.beta_2) * gradient * gradient)
        t = ops.cast(self.iterations + 1, "float32")
        mean = m / (1 - ops.power(self.beta_1, t))
        square = v / (1 - ops.power(self.beta_2, t))
        step = learning_rate * mean / (ops.sqrt(square) + self.epsilon)
        variable.assign(variable - step)


class Regularized:
    """Makes an optimiser pull kernels towards zero; if `biases`, all other weights too.

    L2 adds l2 w to the gradient of a weight w, L1 adds l1 sign(w). The loss that is
    shown does not have them in it.
    """

    l1, l2, biases = 0.0, 0.0, False

    def apply(self, gradients, variables=None):
        if self.l1:
            weights = variables or self._trainable_variables
            pulls = [self.l1 * self.pull(w) * ops.sign(w) for w in weights]
            gradients = [g + pull for g, pull in zip(gradients, pulls, strict=True)]
        super().apply(gradients, variables)

    def update_step(self, gradient, variable, learning_rate):
        gradient = gradient + self.l2 * self.pull(variable) * variable
        super().update_step(gradient, variable, learning_rate)

    def pull(self, variable):
        return 1.0 if self.biases or variable.name == "kernel" else 0.0


class RMSprop(keras.optimizers.Optimizer):
    """u <- momentum u + g / (sqrt(v) + epsilon); w <- w - rate u, v the mean of g^2.

    Centered: sqrt(v - m^2), m the mean of g. Keras' own has epsilon under the root, and
    the rate in u.
    """

    def __init__(self, learning_rate, rho, momentum, epsilon, centered=False, **others):
        super().__init__(learning_rate, **others)
        self.rho, self.momentum, self.epsilon = rho, momentum, epsilon
        self.centered = centered

    def build(self, variables):
        super().build(variables)
        add = self.add_variable_from_reference
        self.means = [add(weight, "mean") for weight in variables]
        self.squares = [add(weight, "square") for weight in variables]
        self.steps = [add(weight, "step") for weight in variables]

    def update_step(self, gradient, variable, learning_rate):
        number = self._get_variable_index(variable)
        m, v, u = self.means[number], self.squares[number], self.steps[number]
        m.assign(self.rho * m + (1 - self.rho) * gradient)
        v.assign(self.rho * v + (1 - self.rho) * gradient * gradient)
        spread = ops.sqrt(v - m * m if self.centered else v)
        u.assign(self.momentum * u + gradient / (spread + self.epsilon))
        variable.assign(variable - learning_rate * u)


class SGD(keras.optimizers.Optimizer):
    """v <- momentum v + g; w <- w - rate v. Nesterov: w <- w - rate (g + momentum v).

    Keras' own has the rate in v, which makes a difference where the rate changes.
    """

    def __init__(self, learning_rate, momentum, nesterov=False, **others):
        super().__init__(learning_rate, **others)
        self.momentum, self.nesterov = momentum, nesterov

    def build(self, variables):
        super().build(variables)
        add = self.add_variable_from_reference
        self.velocities = [add(weight, "velocity") for weight in variables]

    def update_step(self, gradient, variable, learning_rate):
        v = self.velocities[self._get_variable_index(variable)]
        v.assign(self.momentum * v + gradient)
        step = gradient + self.momentum * v if self.nesterov else v
        variable.assign(variable - learning_rate * step)
